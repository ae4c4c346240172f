import { createReadStream, createWriteStream } from "node:fs";
import { cp, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import pino from "pino";
import sql from "sql-template-tag";
import { expect, onTestFinished, test, vi } from "vitest";
import { openApp } from "../../src/main/app.ts";
import { unfinished } from "../../src/main/backup/manifest.ts";
import { restoreBackup } from "../../src/main/backup/restore-backup.ts";
import { writeBackup } from "../../src/main/backup/write-backup.ts";
import { prepareDatabase, prepareVersion } from "../../src/main/open-database.ts";
import { openServices } from "../../src/main/services.ts";
import { migrationsOf, tablesIn } from "../../src/platform/backup/store.ts";
import { openDatabase } from "../../src/platform/database/database.ts";
import { migrate } from "../../src/platform/database/migrate.ts";
import { agentOf, newAgent, send } from "../support/agent.ts";
import { testApp } from "../support/app.ts";
import { emptyPlace } from "../support/backup.ts";
import { picture } from "../support/files.ts";
import { temporaryFolder } from "../support/processes/folders.ts";
import { callMemory } from "../support/tenant.ts";
import { furnish, releaseSecret } from "./furnish.ts";
import { loadRelease, readRelease, releaseSql, rowsOf } from "./release.ts";

const tested = await testApp({ config: { secret: releaseSecret } });
const { app, services, database, connection } = tested;
const folder = new URL("versions/", import.meta.url);
const migrations = new URL("../../migrations/", import.meta.url);

// For a release: WRITE_RELEASE=0.2.0 npm test -- test/upgrades
const writing = process.env.WRITE_RELEASE;
if (writing)
  await writeFile(new URL(`${writing}.sql`, folder), await releaseSql(database, await furnish(tested)));

const versions = (await readdir(folder)).filter((name) => name.endsWith(".sql")).toSorted();

test.each(versions)("the data of %s is there after an upgrade to the present version", async (name) => {
  const release = await readRelease(new URL(name, folder));
  const { db, dataDir } = await emptyPlace(connection, releaseSecret);
  await prepareVersion(db, release.migrations.length);
  const made = (await migrationsOf(db)).map(({ name, sha256 }) => ({ name, sha256 }));
  expect(made, "migrations never change once released").toEqual(release.migrations);
  await loadRelease(db, release.data);
  const tables = await tablesIn(db);
  const before = await rowsOf(db, tables);
  await prepareDatabase(db);
  expect(await rowsOf(db, tables)).toEqual(before);
  await db.execute(sql`update organizations set expires_at = null`); // the data is older than an unclaimed organization gets

  const opened = await openServices({ ...services.config, dataDir }, db, pino({ level: "silent" }));
  const server = await openApp(opened);
  onTestFinished(async () => {
    await server.close();
    await opened.close();
  });
  const { library, organizationId, apiKey, tenantKey, userId } = release.keys;
  const names = (await send(server, apiKey, "GET", `${library}/assets`)).data.map(
    ({ name }: { name: string }) => name,
  );
  expect(names.toSorted()).toEqual(["beach", "lake"]);
  const tags = (await send(server, apiKey, "GET", `${library}/tags`)).data;
  expect(tags.map(({ id, count }: { id: string; count: number }) => [id, count]).toSorted()).toEqual([
    ["Sea", 2],
    ["Été", 2],
  ]);
  const recalled = await callMemory(server, tenantKey, "POST", "/memory/query", {
    user_id: userId,
    query: "What is the bicycle called?",
  });
  expect(recalled.text).toContain("Rosinante");
  const facts = (await callMemory(server, tenantKey, "GET", `/memory/facts?user_id=${userId}`)).text;
  expect(facts).toContain("Lisbon");
  expect(facts).not.toContain("almonds");
  const agent = agentOf(server, { organizationId, libraryId: library.split("/").at(-1) as string, apiKey });
  expect((await agent.upload({ "new.png": await picture() })).status).toBe(200);
});

test.each(versions)("a backup that %s made is restored by the present version", async (name) => {
  const release = await readRelease(new URL(name, folder));
  const older = await emptyPlace(connection, releaseSecret);
  await prepareVersion(older.db, release.migrations.length);
  await loadRelease(older.db, release.data);
  const tables = (await tablesIn(older.db)).filter(({ name }) => !unfinished.includes(name));
  const before = await rowsOf(older.db, tables);
  const file = join(await temporaryFolder(), "backup");
  await writeBackup({ database: older.db, blobs: older.place.blobs }, createWriteStream(file));
  const present = await emptyPlace(connection, releaseSecret);
  await restoreBackup(present.place, createReadStream(file));
  expect(await rowsOf(present.db, tables)).toEqual(before);
  expect(await migrationsOf(present.db)).toHaveLength((await readdir(migrations)).length);
});

test("there is data of each version in the CHANGELOG", async () => {
  const changes = await readFile(new URL("../../CHANGELOG.md", import.meta.url), "utf8");
  const released = [...changes.matchAll(/^## (\d+\.\d+\.\d+)/gm)].map(([, version]) => `${version}.sql`);
  expect(released).not.toEqual([]);
  expect(versions).toEqual(released.toSorted());
});

test("a migration that fails changes nothing: the version before goes on, and starts again", async () => {
  const agent = await newAgent(app);
  const copy = await temporaryFolder();
  await cp(fileURLToPath(migrations), copy, { recursive: true });
  const next = String((await readdir(copy)).length + 1).padStart(4, "0");
  await writeFile(
    join(copy, `${next}-fails.sql`),
    "alter table assets drop column name; delete from memory_users; select 1 / 0;",
  );
  const before = await migrationsOf(database);
  const newer = openDatabase(connection);
  onTestFinished(() => newer.close());
  await expect(migrate(newer, pathToFileURL(`${copy}/`))).rejects.toThrow(`${next}-fails.sql failed`);
  expect(await migrationsOf(database)).toEqual(before);
  expect((await agent.upload({ "a.png": await picture() })).status).toBe(200);
  expect((await agent.get(`${agent.library}/assets`)).data).toHaveLength(1);
  const again = openDatabase(connection);
  onTestFinished(() => again.close());
  await prepareDatabase(again);
  expect(await again.query(sql`select name from assets where name = 'a'`)).toHaveLength(1);
});

test("a migration that waits for a table lets others use it, and is applied when it is free", async () => {
  const { db, connection: place } = await emptyPlace(connection, releaseSecret);
  await prepareDatabase(db);
  const copy = await temporaryFolder();
  await cp(fileURLToPath(migrations), copy, { recursive: true });
  const next = String((await readdir(copy)).length + 1).padStart(4, "0");
  await writeFile(join(copy, `${next}-adds.sql`), "alter table assets add column added text;");
  // A backup reads the table meanwhile.
  const reader = await db.sessions.connect();
  await reader.query("begin; select count(*) from assets");
  const newer = openDatabase(place);
  onTestFinished(() => newer.close());
  const migrated = migrate(newer, pathToFileURL(`${copy}/`));
  const waiting = sql`
    select 1 from pg_locks join pg_database d on d.oid = database
    where datname = current_database() and not granted and relation = 'assets'::regclass`;
  await vi.waitFor(async () => expect(await db.query(waiting)).toHaveLength(1), 30_000);
  await db.query(sql`select count(*) from assets`); // waits for a second at most, and not for the reader
  await vi.waitFor(async () => expect(await db.query(waiting)).toEqual([]), 30_000);
  await reader.query("rollback");
  reader.release();
  expect(await migrated).toEqual([`${next}-adds.sql`]);
});
