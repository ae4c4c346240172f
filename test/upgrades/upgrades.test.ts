import { cp, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import pino from "pino";
import sql from "sql-template-tag";
import { expect, onTestFinished, test } from "vitest";
import { openApp } from "../../src/main/app.ts";
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

test("there is data of a version at least", () => expect(versions).toContain("0.1.0.sql"));

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
