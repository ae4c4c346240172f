import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { newAgent } from "../../../test/support/agent.ts";
import { freePort } from "../../../test/support/processes/free-port.ts";
import { secrets } from "./cli.ts";
import { cliServer } from "./cli-server.ts";

const { app, server, newPerson } = await cliServer();

test("nothing is sent over plain HTTP to another machine", async () => {
  const person = await newPerson({ ROOKERY_KEY: "pk_secret" });
  secrets.add("pk_secret");
  const { code, stderr } = await person.run("whoami", "--server", "http://rookery.example.com");
  expect([code, stderr]).toEqual([2, expect.stringContaining("Use https://rookery.example.com")]);
});

test("every kind of failure has an exit code and a sentence, and with --json an error for programs", async () => {
  const { apiKey } = await newAgent(app);
  secrets.add(apiKey);
  const person = await newPerson({ ROOKERY_URL: server, ROOKERY_KEY: apiKey });
  const cases: [code: number, error: string, ...words: string[]][] = [
    [2, "USAGE", "upload", "missing.png"],
    [3, "INVALID_API_KEY", "whoami"],
    [4, "API_KEY_NOT_AUTHORIZED_FOR_LIBRARY", "list", "--library", "nowhere"],
    [4, "RESOURCE_NOT_FOUND", "download", "AAAAAAAAAA1"],
    [5, "BAD_USER_INPUT", "tag", "AAAAAAAAAA1", "--tag", "trash"],
    [6, "RATE_LIMITED", "libraries", "--server", await answering(429)],
    [6, "RATE_LIMITED", "login", "--server", await answering(429)],
    [7, "UNEXPECTED_ANSWER", "login", "--server", await answering(502)],
    [7, "CONNECTION_FAILED", "libraries", "--server", `http://127.0.0.1:${await freePort()}`],
  ];
  for (const [code, error, ...words] of cases) {
    person.environment.ROOKERY_KEY = error === "INVALID_API_KEY" ? "pk_wrong" : apiKey;
    const ran = await person.run(...words, "--json");
    expect([words[0], ran.code, JSON.parse(ran.stderr).error.code]).toEqual([words[0], code, error]);
    const told = await person.run(...words);
    expect([told.code, told.stdout]).toEqual([code, ""]);
    expect(told.stderr).toMatch(/^Error: .+\.( \(request [\w-]+\))?\n$/);
  }
  for (const words of [["frobnicate"], ["list", "--frob"], ["login", "--server", "ftp://x"], []]) {
    expect([words, (await person.run(...words)).code]).toEqual([words, 2]);
  }
});

/** A server that answers everything with a status. */
async function answering(status: number): Promise<string> {
  const stub = createServer((_request, response) =>
    response
      .writeHead(status, { "content-type": "application/json", "retry-after": "3600" })
      .end('{"error": {"code": "RATE_LIMITED", "message": "Too many calls."}}'),
  ).listen(0, "127.0.0.1");
  onTestFinished(() => void stub.close());
  await new Promise((resolve) => stub.once("listening", resolve));
  return `http://127.0.0.1:${(stub.address() as AddressInfo).port}`;
}

test("every command has help with an example, and the version can be asked for", async () => {
  const person = await newPerson();
  const { stdout } = await person.run("--help");
  const commands = [...stdout.matchAll(/^ {2}(\w+)[ |].* {2,}/gm)].map(([, name = ""]) => name);
  expect(commands.length).toBeGreaterThan(15);
  for (const name of commands.filter((name) => name !== "help")) {
    const help = await person.run(name, "--help");
    expect(help.code).toBe(0);
    if (name !== "memory") expect(help.stdout).toMatch(/Examples?:\n {2}.*rookery-cli/);
  }
  expect((await person.run("--version")).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});
