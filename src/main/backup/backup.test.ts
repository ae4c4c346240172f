import { createReadStream, createWriteStream } from "node:fs";
import { readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { pipeline } from "node:stream/promises";
import pino from "pino";
import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { newAgent, send } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { contentOf, emptyPlace } from "../../../test/support/backup.ts";
import { picture } from "../../../test/support/files.ts";
import { withPrivateMetadata } from "../../../test/support/media/pictures.ts";
import { temporaryFolder } from "../../../test/support/processes/folders.ts";
import { testS3 } from "../../../test/support/s3/s3-server.ts";
import { callMemory, newTenant } from "../../../test/support/tenant.ts";
import { removeAssets } from "../../features/library/assets/store.ts";
import { deleteFiles } from "../../features/library/files/delete-files.ts";
import { changeLibraries } from "../../features/library/libraries/change.ts";
import { openS3 } from "../../platform/blobs/s3/client.ts";
import { s3BlobStore } from "../../platform/blobs/s3/store.ts";
import { countStoreUse } from "../../platform/blobs/store-use.ts";
import { secretFrom } from "../../platform/secret.ts";
import { openApp } from "../app.ts";
import { openServices } from "../services.ts";
import { restoreBackup } from "./restore-backup.ts";
import { verifyBackup } from "./verify-backup.ts";
import { writeBackup } from "./write-backup.ts";

const master = "a master secret of the tests, long enough";
const { app, services, database, connection } = await testApp({ config: { secret: master } });
const passphrase = "correct horse battery staple";

async function backupFile(options: { passphrase?: string } = {}): Promise<string> {
  const file = join(await temporaryFolder(), "backup");
  await writeBackup(services, createWriteStream(file), options);
  return file;
}

const agent = await newAgent(app);
const exif = await withPrivateMetadata().jpeg().toBuffer();
const uploaded = await agent.upload({ "beach.jpg": exif, "lake.png": await picture("teal", 600, 400) });
const [kept, doomed] = uploaded.data.assets as { id: string }[];
await agent.request("POST", `${agent.library}/assets/tags`, { ids: [kept?.id], tags: ["sea"] });
const tenant = await newTenant(app);
const { userId, conversationId } = await tenant.newUser();
await tenant.ingest(userId, conversationId, "My bicycle is red and its name is Rosinante.");

/** Removes an asset for good, as the trash does when its time is over. */
async function purge(id: string | undefined): Promise<{ blob: string }> {
  const { blob, library } = await database.one<{ blob: string; library: number }>(
    sql`select blob, library_id as library from assets where id = ${id}`,
  );
  await changeLibraries(database, [library], (tx) => removeAssets(tx, [id as string]));
  await deleteFiles(services, { blob });
  return { blob };
}

test("a backup holds one moment: what is written or removed while it runs changes nothing, and all of it is restored", async () => {
  const erased = await picture("crimson", 640, 480);
  const gone = (await agent.upload({ "erased.png": erased })).data.assets[0];
  await purge(gone.id);
  const before = await contentOf(database, services.config.dataDir);

  // Nobody reads yet, so the backup waits in the middle of the files.
  const gate = new PassThrough({ highWaterMark: 1 });
  const backup = writeBackup(services, gate);
  await new Promise((resolve) => gate.once("readable", () => resolve(undefined)));
  await agent.upload({ "later.png": await picture("gold", 300, 300) });
  await tenant.ingest(userId, conversationId, "I sold the bicycle.");
  const removed = await purge(doomed?.id);
  const file = join(await temporaryFolder(), "backup");
  await pipeline(gate, createWriteStream(file));
  const summary = await backup;
  await deleteFiles(services, removed); // as its job does later
  expect(summary.missing).toEqual([]);
  expect(summary.rows.assets).toBe(2);
  expect((await readFile(file)).includes(erased.subarray(50, 200))).toBe(false);

  expect(await verifyBackup(createReadStream(file))).toMatchObject({ files: summary.files, assets: 2 });
  const { place, dataDir, db } = await emptyPlace(connection, master);
  await restoreBackup(place, createReadStream(file));
  expect(await contentOf(db, dataDir)).toEqual(before);

  const config = { ...services.config, dataDir };
  const restored = await openServices(config, db, pino({ level: "silent" }));
  const restoredApp = await openApp(restored);
  const recall = await callMemory(restoredApp, tenant.apiKey, "POST", "/memory/query", {
    user_id: userId,
    query: "What is the name of the bicycle?",
  });
  expect(recall.text).toContain("Rosinante");
  expect(recall.text).not.toContain("sold");
  const listed = await send(restoredApp, agent.apiKey, "GET", `${agent.library}/assets`);
  expect(listed.data.map(({ id }: { id: string }) => id).toSorted()).toEqual(
    [kept?.id, doomed?.id].toSorted(),
  );
  // Rules that the load had switched off are on again: triggers, and the numbers of new rows.
  const org = await newAgent(restoredApp);
  expect((await org.upload({ "new.png": await picture() })).status).toBe(200);
  expect((await org.get(`${org.library}/assets`)).data).toHaveLength(1);
  await restoredApp.close();
  await restored.close();
});

test("files whose deletion waited for the backup are deleted after it", async () => {
  const asset = (await agent.upload({ "brief.png": await picture("navy") })).data.assets[0];
  const { blob } = await database.one<{ blob: string }>(sql`select blob from assets where id = ${asset.id}`);
  const gate = new PassThrough({ highWaterMark: 1 });
  const backup = writeBackup(services, gate);
  await new Promise((resolve) => gate.once("readable", () => resolve(undefined)));
  await purge(asset.id);
  expect(await services.blobs.open(`${blob}/original`).then((file) => file?.close())).toBeUndefined();
  const waiting = await database.query(
    sql`select run_at > now() as later from graphile_worker.jobs where task_identifier = 'delete_blob' and run_at > now()`,
  );
  expect(waiting.length).toBeGreaterThan(0);
  gate.resume();
  await backup;
  await deleteFiles(services, { blob });
  expect(await services.blobs.open(`${blob}/original`)).toBeUndefined();
});

test("an encrypted backup opens with its passphrase only, and shows nothing of its content", async () => {
  const file = await backupFile({ passphrase });
  const bytes = await readFile(file);
  expect(bytes.subarray(0, 16).toString()).toBe("ROOKERY-SEALED1\n");
  for (const plain of ["manifest.json", "organizations", agent.organizationId])
    expect(bytes.includes(plain)).toBe(false);
  expect((await verifyBackup(createReadStream(file), { passphrase })).rows.organizations).toBeGreaterThan(0);
  await expect(verifyBackup(createReadStream(file), { passphrase: "wrong" })).rejects.toThrow("passphrase");
  await expect(verifyBackup(createReadStream(file))).rejects.toThrow("--passphrase-file");
});

test.each([undefined, passphrase])(
  "a backup that was cut off or changed is refused, and a restore of it leaves the database empty (%s)",
  async (passphrase) => {
    const file = await backupFile(passphrase === undefined ? {} : { passphrase });
    const whole = await readFile(file);
    const { place, db } = await emptyPlace(connection, master);
    // In the content of a table, of a file, and of the end. Between entries there is padding.
    const places = ["tables/assets/", "/original", "end.json"].map((name) => whole.indexOf(name) + 600);
    for (const at of passphrase ? [30, Math.floor(whole.length / 2), whole.length - 10] : places) {
      await writeFile(file, whole);
      await truncate(file, at);
      await expect(
        restoreBackup(place, createReadStream(file), { passphrase }),
        `cut at ${at}`,
      ).rejects.toThrow();
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] as number) ^ 1;
      await writeFile(file, changed);
      await expect(
        verifyBackup(createReadStream(file), { passphrase }),
        `changed at ${at}`,
      ).rejects.toThrow();
    }
    const { exists } = await db.one<{ exists: boolean }>(
      sql`select to_regclass('organizations') is not null as exists`,
    );
    if (exists) expect(await db.query(sql`select 1 from organizations`)).toEqual([]);
    await writeFile(file, whole);
    await restoreBackup(place, createReadStream(file), { passphrase });
    expect(await db.query(sql`select 1 from organizations`)).not.toEqual([]);
  },
);

test("a restore refuses a database with data, another secret, and a running server", async () => {
  const file = await backupFile();
  const { place, db } = await emptyPlace(connection, master);
  const attempt = (more: object) => restoreBackup({ ...place, ...more }, createReadStream(file));
  await expect(attempt({ secret: secretFrom("another secret, of 32 characters and more") })).rejects.toThrow(
    "ROOKERY_SECRET",
  );
  await expect(attempt({ secret: undefined })).rejects.toThrow("ROOKERY_SECRET");
  await expect(attempt({ database: { ...db, instance: "rookery-other" } })).rejects.toThrow("Stop it");
  await attempt({});
  const before = await contentOf(db, services.config.dataDir);
  await expect(attempt({})).rejects.toThrow("There is data in this database");
  expect(await contentOf(db, services.config.dataDir)).toEqual(before);
});

test("a backup of files in a folder is restored into S3, and one of S3 into a folder, byte for byte", async () => {
  const first = await emptyPlace(connection, master);
  const { settings } = await testS3();
  const blobs = s3BlobStore(await openS3(settings, { use: countStoreUse() }), first.place.folder);
  const { files } = await restoreBackup({ ...first.place, blobs }, createReadStream(await backupFile()));
  const file = join(await temporaryFolder(), "backup");
  expect(await writeBackup({ database: first.db, blobs }, createWriteStream(file))).toMatchObject({
    files,
    missing: [],
  });
  const second = await emptyPlace(connection, master);
  await restoreBackup(second.place, createReadStream(file));
  expect(await contentOf(second.db, second.dataDir)).toEqual(
    await contentOf(database, services.config.dataDir),
  );
});
