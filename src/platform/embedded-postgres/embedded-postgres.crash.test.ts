import { spawn } from "node:child_process";
import { chmod, mkdir, readdir, readFile, readlink, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { count } from "../../../test/support/counts.ts";
import { ask, postgresUser } from "../../../test/support/postgres/postgres-user.ts";
import { seedDataFolder, temporaryFolder } from "../../../test/support/processes/folders.ts";
import { chooseAccount, spawnAs } from "./account.ts";
import { livingPostmaster } from "./postmaster-file.ts";

const usedDataFolder = await seedDataFolder();
const homeOf = (dataDir: string) => join(dataDir, "postgres");
const clusterOf = (dataDir: string) => join(homeOf(dataDir), "cluster");
const serverOf = async (dataDir: string) => (await livingPostmaster(clusterOf(dataDir)))?.pid;
const makeNote = `CREATE TABLE note AS SELECT 'kept'::text AS text`;
const readNote = "SELECT text FROM note";

async function killServer(dataDir: string): Promise<void> {
  count("faults injected");
  process.kill((await serverOf(dataDir)) as number, "SIGKILL");
  await vi.waitFor(async () => expect(await serverOf(dataDir)).toBeUndefined());
}

test("the next Rookery takes over the server of a killed one, and stops it at its end", async () => {
  const dataDir = await usedDataFolder();
  const killed = postgresUser(dataDir);
  await ask((await killed.report).connection, makeNote);
  await killed.kill();
  const orphan = await serverOf(dataDir);
  const next = postgresUser(dataDir);
  expect(await ask((await next.report).connection, readNote)).toBe("kept");
  expect(await serverOf(dataDir)).toBe(orphan);
  await next.leave();
  expect(await serverOf(dataDir)).toBeUndefined();
});

test("the last process stops the server even when another one was killed", async () => {
  const dataDir = await usedDataFolder();
  const [killed, survivor] = [postgresUser(dataDir), postgresUser(dataDir)];
  await killed.report;
  const { connection } = await survivor.report;
  await killed.kill();
  expect(await ask(connection, "SELECT 1")).toBe(1);
  await survivor.leave();
  expect(await serverOf(dataDir)).toBeUndefined();
});

test("everything committed survives when Rookery and Postgres are killed", async () => {
  const dataDir = await usedDataFolder();
  const killed = postgresUser(dataDir);
  await ask((await killed.report).connection, makeNote);
  await killed.kill();
  await killServer(dataDir);
  expect(await ask((await postgresUser(dataDir).report).connection, readNote)).toBe("kept");
});

test("a server that dies is started again", async () => {
  const dataDir = await usedDataFolder();
  const { connection } = await postgresUser(dataDir).report;
  await ask(connection, makeNote);
  await killServer(dataDir);
  await vi.waitFor(async () => expect(await ask(connection, readNote)).toBe("kept"), { timeout: 10_000 });
});

test("a killed first start does not block the next start", async () => {
  const dataDir = await temporaryFolder();
  const killed = postgresUser(dataDir);
  // The folder of Postgres is not there either at first.
  const unfinished = async () => {
    const names = await readdir(homeOf(dataDir)).catch(() => [] as string[]);
    return names.filter((name) => name.startsWith("initdb-"));
  };
  await vi.waitFor(async () => expect(await unfinished()).toHaveLength(1), { interval: 1, timeout: 20_000 });
  await killed.kill();
  expect(await readdir(homeOf(dataDir))).not.toContain("cluster");
  expect(await ask((await postgresUser(dataDir).report).connection, "SELECT 1")).toBe(1);
});

test("another program with a dead server's process id is not mistaken for it", async () => {
  const dataDir = await usedDataFolder();
  const killed = postgresUser(dataDir);
  await ask((await killed.report).connection, makeNote);
  await killed.kill();
  await killServer(dataDir);
  // Postgres refuses to start while a process of its account has that id.
  const other = spawn("sleep", ["60"], spawnAs(await chooseAccount(homeOf(dataDir))));
  onTestFinished(() => void other.kill());
  await replacePid(dataDir, other.pid as number);
  expect(await ask((await postgresUser(dataDir).report).connection, readNote)).toBe("kept");
  expect(other.exitCode).toBeNull();
});

test("another folder's server with a dead server's process id is left alone", async () => {
  const [dataDir, otherDir] = [await usedDataFolder(), await usedDataFolder()];
  const [killed, other] = [postgresUser(dataDir), postgresUser(otherDir)];
  const { connection } = await other.report;
  await ask((await killed.report).connection, makeNote);
  await killed.kill();
  await killServer(dataDir);
  await replacePid(dataDir, (await serverOf(otherDir)) as number);
  const next = postgresUser(dataDir);
  expect(await ask((await next.report).connection, readNote)).toBe("kept");
  await next.leave();
  expect(await ask(connection, "SELECT 1")).toBe(1);
});

async function replacePid(dataDir: string, pid: number): Promise<void> {
  const file = join(clusterOf(dataDir), "postmaster.pid");
  const [, ...lines] = (await readFile(file, "utf8")).split("\n");
  await writeFile(file, [pid, ...lines].join("\n"));
}

test("an orphaned server without a socket is stopped, and a new one is started", async () => {
  const dataDir = await usedDataFolder();
  const killed = postgresUser(dataDir);
  const { connection } = await killed.report;
  await ask(connection, makeNote);
  await killed.kill();
  const orphan = await serverOf(dataDir);
  await rm(join(connection.host as string, ".s.PGSQL.5432"));
  expect(await ask((await postgresUser(dataDir).report).connection, readNote)).toBe("kept");
  expect(await serverOf(dataDir)).not.toBe(orphan);
});

test("the socket is never put into a folder that others can enter", async () => {
  const dataDir = join(await temporaryFolder(), "deep".repeat(30));
  await mkdir(dataDir);
  const first = postgresUser(dataDir);
  const { host } = (await first.report).connection;
  await first.leave();
  await chmod(host as string, 0o777);
  const again = await postgresUser(dataDir).report;
  expect(again.connection.host).not.toBe(host);
  expect(await readlink(join(homeOf(dataDir), "run"))).toBe(again.connection.host);
  for (const folder of [host, again.connection.host]) {
    onTestFinished(() => rm(folder as string, { recursive: true }));
  }
});

test("a link to a missing database is refused and never replaced by an empty one", async () => {
  const dataDir = await temporaryFolder();
  await symlink(join(dirname(dataDir), "gone"), homeOf(dataDir));
  await expect(postgresUser(dataDir).report).rejects.toThrow("is a link to a folder that does not exist");
});
