import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test, vi } from "vitest";
import { send } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { databaseSettings } from "../../../test/support/postgres/database-url.ts";

const { app, services, connection } = await testApp();
const main = fileURLToPath(new URL("../../main/main.ts", import.meta.url));
const run = promisify(execFile);

/** Runs a command as a process, on the app's database. */
async function rookery(...words: string[]) {
  const env = {
    ...databaseSettings(connection),
    DATA_DIR: services.config.dataDir,
    PATH: process.env.PATH,
  };
  const { stdout } = await run(process.execPath, [main, ...words], { env });
  return JSON.parse(stdout);
}

const refusal = (...words: string[]) =>
  rookery(...words).then(
    () => expect.unreachable(),
    ({ code, stderr }: { code: number; stderr: string }) => ({ code, stderr }),
  );

test("an operator creates an organization, a library and a key, and the running server applies every change at once", async () => {
  expect((await rookery("org", "create", "--name", "Acme Co")).id).toBe("acme-co");
  await rookery("library", "create", "acme-co", "--name", "Barcelona");
  const key = await rookery(
    "key",
    "create",
    "acme-co",
    "--name",
    "site",
    "--library",
    "barcelona:read",
    "--scope",
    "memory:read",
  );
  expect(key).toMatchObject({ name: "site", libraries: { barcelona: "read" }, scopes: ["memory:read"] });
  expect((await send(app, key.apiKey, "GET", "/me")).data.libraries).toEqual(["barcelona"]);

  expect(await rookery("key", "grant", "acme-co", key.id)).toMatchObject({ scopes: ["memory:read"] });
  const widened = await rookery("key", "grant", "acme-co", key.id, "--scope", "users:read");
  expect(widened).toMatchObject({ libraries: {}, scopes: ["users:read"] });
  expect(await rookery("key", "grant", "acme-co", key.id, "--scope", "")).toMatchObject({ scopes: [] });
  await vi.waitFor(async () =>
    expect((await send(app, key.apiKey, "GET", "/me")).data.libraries).toEqual([]),
  );

  const renewed = await rookery("key", "regenerate", "acme-co", key.id);
  await vi.waitFor(async () => expect((await send(app, key.apiKey, "GET", "/me")).status).toBe(401), 10_000);
  expect((await send(app, renewed.apiKey, "GET", "/me")).status).toBe(200);

  expect((await rookery("key", "list", "acme-co")).map(({ id }: { id: string }) => id)).toEqual([key.id]);
  await rookery("key", "delete", "acme-co", key.id);
  await vi.waitFor(
    async () => expect((await send(app, renewed.apiKey, "GET", "/me")).status).toBe(401),
    10_000,
  );
  expect(await rookery("key", "list", "acme-co")).toEqual([]);
}, 120_000);

test("a mistake on the command line gives a sentence, without a stack trace", async () => {
  for (const words of [
    ["key", "list", "nowhere"],
    ["key", "list"],
    ["org", "create", "--nmae", "x"],
    ["key", "frobnicate"],
  ]) {
    const { code, stderr } = await refusal(...words);
    expect(code).toBeGreaterThan(0);
    expect(stderr).not.toContain("    at ");
    expect(stderr.length).toBeGreaterThan(10);
  }
}, 120_000);

test.each([[["foo"]], [["key", "frobnicate", "acme-co"]]])(
  "an unknown command %j prints its name and the list of commands, and exits with code 2",
  async (words) => {
    const { code, stderr } = await refusal(...words);
    expect(code).toBe(2);
    expect(stderr).toMatch(`Unknown command '${words.slice(0, 2).join(" ")}'.`);
    expect(stderr).toContain("rookery key create ORG");
  },
);

test("all wrong settings are named, without a stack trace", async () => {
  const env = { PORT: "http", ROLE: "boss", PATH: process.env.PATH };
  const { stderr } = await run(process.execPath, [main], { env }).catch((error) => error);
  expect(stderr).toContain("PORT must be a whole number");
  expect(stderr).toContain("ROLE must be all, web or worker");
  expect(stderr).not.toContain("    at ");
});
