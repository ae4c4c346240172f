import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import sql from "sql-template-tag";
import { afterEach, expect, test } from "vitest";
import { emptyDatabase } from "../../../test/support/postgres/database.ts";
import { openDatabase } from "./database.ts";
import { migrate } from "./migrate.ts";
import { isStartupError } from "./startup-error.ts";

const { database, connection } = await emptyDatabase({ statementTimeoutMs: 400 });

const made: string[] = [];
async function folderWith(files: Record<string, string>): Promise<URL> {
  const folder = await mkdtemp(join(tmpdir(), "rookery-migrations-"));
  made.push(folder);
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return pathToFileURL(folder);
}
afterEach(async () => {
  await database.execute(sql`DROP SCHEMA public CASCADE`);
  await database.execute(sql`CREATE SCHEMA public`);
  for (const folder of made.splice(0)) await rm(folder, { recursive: true });
});

const first = { "0001-birds.sql": "CREATE TABLE bird (name text);\nINSERT INTO bird VALUES ('rook');" };
const second = { "0002-nests.sql": "CREATE TABLE nest (height int);" };
const birds = () => database.query(sql`SELECT name FROM bird`);
const refusal = async (folder: URL): Promise<string> => {
  const error = await migrate(database, folder).catch((error) => error);
  expect(isStartupError(error)).toBe(true);
  return error.message;
};

test("each file is applied once, in order, and its name is returned", async () => {
  expect(await migrate(database, await folderWith({}))).toEqual([]);
  expect(await migrate(database, await folderWith(first))).toEqual(["0001-birds.sql"]);
  expect(await migrate(database, await folderWith({ ...second, ...first }))).toEqual(["0002-nests.sql"]);
  expect(await migrate(database, await folderWith({ ...first, ...second }))).toEqual([]);
  expect(await birds()).toEqual([{ name: "rook" }]);
  expect(await database.query(sql`SELECT version, name FROM schema_migrations ORDER BY version`)).toEqual([
    { version: 1, name: "0001-birds.sql" },
    { version: 2, name: "0002-nests.sql" },
  ]);
});

test("a failing file is rolled back, and the files before it stay applied", async () => {
  const broken = { "0002-nests.sql": "CREATE TABLE nest (height int); SELECT 1 / 0;" };
  const failing = migrate(database, await folderWith({ ...first, ...broken }));
  await expect(failing).rejects.toThrow("0002-nests.sql failed: division by zero");
  expect(await database.one(sql`SELECT to_regclass('nest') AS nest`)).toEqual({ nest: null });
  expect(await birds()).toHaveLength(1);
  expect(await migrate(database, await folderWith({ ...first, ...second }))).toEqual(["0002-nests.sql"]);
});

test("an error names the line of the mistake", async () => {
  const mistaken = { "0001-birds.sql": "CREATE TABLE bird (name text);\n\nSELECT wings FROM bird;" };
  await expect(migrate(database, await folderWith(mistaken))).rejects.toThrow(
    "0001-birds.sql failed in line 3: column",
  );
});

test("processes that start at the same time apply each file once", async () => {
  const folder = await folderWith({ ...first, ...second });
  const processes = Array.from({ length: 4 }, () => openDatabase(connection, { connectionsMax: 1 }));
  const applied = await Promise.all(processes.map((process) => migrate(process, folder)));
  await Promise.all(processes.map((process) => process.close()));
  expect(applied.flat().sort()).toEqual(["0001-birds.sql", "0002-nests.sql"]);
  expect(await birds()).toHaveLength(1);
});

test("migrations have no statement timeout, and later statements have it again", async () => {
  await migrate(database, await folderWith({ "0001-slow.sql": "SELECT pg_sleep(0.5)" }));
  const slow = database.transaction((tx) => tx.query(sql`SELECT pg_sleep(5)`));
  await expect(slow).rejects.toMatchObject({ code: "57014" });
});

test("a database newer than the files is refused with advice", async () => {
  await migrate(database, await folderWith({ ...first, ...second }));
  expect(await refusal(await folderWith(first))).toBe(
    "The database is at version 2 (0002-nests.sql), and this Rookery knows only 1. " +
      "Start the newer Rookery again, or restore the backup from before the upgrade.",
  );
});

test("a file that changed after it was applied is refused with advice", async () => {
  await migrate(database, await folderWith(first));
  const changed = { "0001-birds.sql": "CREATE TABLE bird (name citext);" };
  expect(await refusal(await folderWith({ ...changed, ...second }))).toBe(
    "Migration 0001-birds.sql was applied to this database and has changed since: " +
      "restore the file as it was released, and put the change into a new migration.",
  );
});

test("Windows line endings don't change a migration", async () => {
  await migrate(database, await folderWith(first));
  const crlf = first["0001-birds.sql"].replaceAll("\n", "\r\n");
  expect(await migrate(database, await folderWith({ "0001-birds.sql": crlf }))).toEqual([]);
});

test("a gap, a duplicate number or a malformed name is refused before anything is applied", async () => {
  for (const name of ["0003-gap.sql", "0001-twice.sql", "2-odd.sql"]) {
    await expect(migrate(database, await folderWith({ ...first, [name]: "SELECT 1" }))).rejects.toThrow(
      "expected 000",
    );
  }
  expect(await database.one(sql`SELECT to_regclass('schema_migrations') AS table`)).toEqual({ table: null });
});
