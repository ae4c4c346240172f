import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { buffer } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test, vi } from "vitest";
import { temporaryFolder } from "../../test/support/processes/folders.ts";
import { freePort } from "../../test/support/processes/free-port.ts";
import { livingPostmaster } from "../platform/embedded-postgres/postmaster-file.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const postgresOf = (dataDir: string) => livingPostmaster(join(dataDir, "postgres", "cluster"));

/** A way of starting that the README names, in a process group of its own that ends with the test. */
function start(command: string, args: string[], environment: Record<string, string>): ChildProcess {
  const child = spawn(command, args, {
    cwd: root,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env.PATH, HOME: process.env.HOME, LOG_LEVEL: "error", ...environment },
  });
  onTestFinished(() => {
    try {
      process.kill(-(child.pid as number), "SIGTERM");
    } catch {} // it has ended
  });
  return child;
}

/** Resolves with the line that names the app's address. */
async function address({ stdout }: ChildProcess): Promise<string> {
  for await (const line of createInterface(stdout as NodeJS.ReadableStream)) {
    const found = /App +(\S+)/.exec(line)?.[1];
    if (found) return found;
  }
  throw new Error("It ended before it served");
}

test.each(["SIGTERM", "SIGINT"] as const)(
  "npm start stops on %s with Postgres, and its exit code is 0",
  async (signal) => {
    const dataDir = await temporaryFolder();
    const npm = start("npm", ["start"], { DATA_DIR: dataDir, PORT: String(await freePort()) });
    const exit = once(npm, "exit");
    await address(npm);
    expect(await postgresOf(dataDir)).toBeDefined();
    npm.kill(signal);
    expect(await exit).toEqual([0, null]);
    expect(await postgresOf(dataDir)).toBeUndefined();
  },
);

test("npx rookery leaves nothing running when it is stopped", async () => {
  const dataDir = await temporaryFolder();
  const npx = start("npx", ["rookery"], { DATA_DIR: dataDir, PORT: String(await freePort()) });
  const origin = await address(npx);
  expect(await (await fetch(`${origin}/openapi.json`)).json()).toHaveProperty("openapi");
  npx.kill("SIGTERM");
  await vi.waitFor(async () => expect(await postgresOf(dataDir)).toBeUndefined(), 20_000);
  await vi.waitFor(() => expect(fetch(`${origin}/openapi.json`)).rejects.toThrow(), 20_000);
});

test("PORT=0 uses a free port, and links contain it", async () => {
  const server = start("npx", ["rookery"], { DATA_DIR: await temporaryFolder(), PORT: "0" });
  const origin = await address(server);
  expect(origin).not.toContain(":0");
  const document = (await (await fetch(`${origin}/openapi.json`)).json()) as { servers: { url: string }[] };
  expect(document.servers[0]?.url).toBe(origin);
});

test("a data folder that cannot be created gives one sentence, without a stack trace", async () => {
  const file = join(await temporaryFolder(), "file");
  await writeFile(file, "");
  const server = start("npx", ["rookery"], { DATA_DIR: join(file, "data") });
  const output = (await buffer(server.stderr as NodeJS.ReadableStream)).toString();
  expect(output).toContain(`Cannot write ${join(file, "data")}: a part of the path is a file.`);
  expect(output).not.toMatch(/^\s+at /m);
});
