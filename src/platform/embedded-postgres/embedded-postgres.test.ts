import { execFile } from "node:child_process";
import { mkdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { ask, postgresUser } from "../../../test/support/postgres/postgres-user.ts";
import { seedDataFolder, temporaryFolder } from "../../../test/support/processes/folders.ts";
import { livingPostmaster } from "./postmaster-file.ts";

const usedDataFolder = await seedDataFolder();
const serverOf = async (dataDir: string) =>
  (await livingPostmaster(join(dataDir, "postgres", "cluster")))?.pid;
const makeNote = `CREATE TABLE note AS SELECT 'kept'::text AS text`;
const readNote = "SELECT text FROM note";

test("the server is durable, uses UTF-8 and the same locale on every host, and opens no TCP port", async () => {
  const { connection } = await postgresUser(await temporaryFolder(), { durable: true }).report;
  const settings = {
    fsync: "on",
    synchronous_commit: "on",
    full_page_writes: "on",
    server_encoding: "UTF8",
    lc_messages: "C",
    TimeZone: "UTC",
    listen_addresses: "",
    unix_socket_permissions: "0700",
  };
  for (const [name, value] of Object.entries(settings))
    expect([name, await ask(connection, `SHOW ${name}`)]).toEqual([name, value]);
  expect(
    await ask(
      connection,
      "SELECT datlocprovider::text || datlocale FROM pg_database WHERE datname = 'postgres'",
    ),
  ).toBe("bC.UTF-8");
  expect(await ask(connection, "SELECT upper('äöß')")).toBe("ÄÖß");
});

test("data persists across starts", async () => {
  const dataDir = await usedDataFolder();
  const first = postgresUser(dataDir);
  await ask((await first.report).connection, makeNote);
  await first.leave();
  expect(await serverOf(dataDir)).toBeUndefined();
  expect(await ask((await postgresUser(dataDir).report).connection, readNote)).toBe("kept");
});

test("a database of another major version is left alone, and the start says how to move it", async () => {
  const dataDir = await usedDataFolder();
  const version = join(dataDir, "postgres", "cluster", "PG_VERSION");
  await writeFile(version, "17\n");
  await expect(postgresUser(dataDir).report).rejects.toThrow(
    /belongs to PostgreSQL 17, and this Rookery brings 18\. Nothing was changed\..*rookery backup FILE/,
  );
  await writeFile(version, "18\n");
  await postgresUser(dataDir).report;
});

test("two data folders have separate servers at the same time", async () => {
  const [one, other] = await Promise.all(
    [await usedDataFolder(), await usedDataFolder()].map((dataDir) => postgresUser(dataDir).report),
  );
  await ask(one?.connection, makeNote);
  expect(await ask(other?.connection, "SELECT to_regclass('note')")).toBeNull();
});

test("processes that start at the same time on a new data folder share one server", async () => {
  const dataDir = await temporaryFolder();
  const reports = await Promise.all([1, 2, 3].map(() => postgresUser(dataDir).report));
  await ask(reports[0]?.connection, makeNote);
  for (const { connection } of reports) expect(await ask(connection, readNote)).toBe("kept");
});

test("the server runs while any process uses it, and the last one stops it", async () => {
  const dataDir = await usedDataFolder();
  const first = postgresUser(dataDir);
  await first.report;
  const server = await serverOf(dataDir);
  const second = postgresUser(dataDir);
  const { connection } = await second.report;
  await first.leave();
  await ask(connection, makeNote);
  expect(await serverOf(dataDir)).toBe(server);
  await second.leave();
  expect(await serverOf(dataDir)).toBeUndefined();
});

test("processes that start and stop concurrently never find the server stopped", async () => {
  const dataDir = await usedDataFolder();
  for (let round = 0; round < 3; round++) {
    const leaving = postgresUser(dataDir);
    await leaving.report;
    const coming = postgresUser(dataDir);
    const [{ connection }] = await Promise.all([coming.report, leaving.leave()]);
    expect(await ask(connection, "SELECT 1")).toBe(1);
    await coming.leave();
  }
});

test("Ctrl-C in the terminal signals Rookery but not Postgres", async () => {
  const dataDir = await usedDataFolder();
  const user = postgresUser(dataDir);
  const { connection } = await user.report;
  expect(await processGroupOf(await serverOf(dataDir))).not.toBe(await processGroupOf(user.pid));
  process.kill(-user.pid, "SIGINT");
  expect(await ask(connection, "SELECT 1")).toBe(1);
});

async function processGroupOf(pid: number | undefined): Promise<string | undefined> {
  const { stdout } = await promisify(execFile)("ps", ["-o", "pgid=", "-p", String(pid)]);
  return stdout.trim();
}

test("a data folder with a path too long for a socket works, also for a second process and a second start", async () => {
  const dataDir = join(await temporaryFolder(), "deep".repeat(30));
  await mkdir(dataDir);
  const [first, second] = [postgresUser(dataDir), postgresUser(dataDir)];
  const { host } = (await first.report).connection;
  expect((await second.report).connection.host).toBe(host);
  expect((await stat(host as string)).mode & 0o777).toBe(0o700);
  onTestFinished(() => rm(host as string, { recursive: true }));
  await Promise.all([first.leave(), second.leave()]);
  const again = await postgresUser(dataDir).report;
  expect(again.connection.host).toBe(host);
  expect(await ask(again.connection, "SELECT 1")).toBe(1);
});
