import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import { expect, test } from "vitest";
import { systemDns } from "./system-dns.ts";

const never = new AbortController().signal;
// Longer than DNS can carry, so the resolver refuses it without asking a server.
const unknown = `${"x".repeat(64)}.invalid`;

/** The names of the system's hosts file. */
const hosts = readFileSync("/etc/hosts", "utf8")
  .split("\n")
  .map((line) => line.replace(/#.*/, "").trim().split(/\s+/))
  .filter(([address = ""]) => isIP(address) === 4)
  .flatMap(([address, ...names]) => names.map((name) => ({ name, address })));

test("every name of the hosts file has the address that is written there", async () => {
  expect(hosts.map(({ name }) => name)).toContain("localhost");
  for (const { name, address } of hosts) {
    const found = (await systemDns(name, never)).map((one) => one.address);
    expect(found, name).toContain(address);
  }
});

test("a name that nobody knows has no address", async () => {
  expect(await systemDns(unknown, never)).toEqual([]);
});

test("nobody waits for a resolver longer than they want to", async () => {
  await expect(systemDns("localhost", AbortSignal.abort(new Error("too late")))).rejects.toThrow("too late");
  const stopping = new AbortController();
  const looking = systemDns(unknown, stopping.signal);
  stopping.abort(new Error("too late"));
  await expect(looking).rejects.toThrow("too late");
});
