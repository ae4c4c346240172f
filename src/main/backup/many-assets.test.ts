import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import sharp from "sharp";
import sql, { raw } from "sql-template-tag";
import { expect, test, vi } from "vitest";
import { newAgent } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { contentOf, emptyPlace } from "../../../test/support/backup.ts";
import { temporaryFolder } from "../../../test/support/processes/folders.ts";
import { newTenant } from "../../../test/support/tenant.ts";
import { allBlobFiles } from "../../features/library/files/blob-files.ts";
import { startWorkers } from "../../kernel/jobs/workers.ts";
import { pathIn } from "../../platform/blobs/folder.ts";
import { jobs } from "../registry.ts";
import { restoreBackup } from "./restore-backup.ts";
import { verifyBackup } from "./verify-backup.ts";
import { writeBackup } from "./write-backup.ts";

// `npm run test:backup` takes 10,000 and prints what it counted.
const assets = Number(process.env.BACKUP_ASSETS ?? 200);
// Uploaded. The others are made from them, with files of their own.
const uploads = Math.min(assets, 200);
const exchanges = assets / 2;
const atATime = 20;

const master = "a master secret of the tests, long enough";
const { app, services, database, connection } = await testApp({
  config: { secret: master },
});
const passphrase = "correct horse battery staple";

const counts: Record<string, number | string> = {};
/** How long each part takes, in seconds. */
async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const result = await work();
  counts[`${what}, s`] = ((performance.now() - startedAt) / 1000).toFixed(1);
  return result;
}

/** A small picture that no other number gives. */
const numbered = (n: number) =>
  sharp({
    create: { width: 40, height: 30, channels: 3, background: { r: n & 255, g: (n >> 8) & 255, b: n % 251 } },
  })
    .png()
    .toBuffer();

async function upload() {
  const agent = await newAgent(app);
  for (let n = 0; n < uploads; n += atATime) {
    const names = Array.from({ length: atATime }, (_, i) => n + i);
    const files = await Promise.all(
      names.map(async (name) => [`${name}.png`, await numbered(name)] as const),
    );
    const { status, data } = await agent.upload(Object.fromEntries(files));
    expect(status).toBe(200);
    const ids = data.assets.map(({ id }: { id: string }) => id);
    await agent.request("POST", `${agent.library}/assets/tag`, { assetIds: ids, tags: [`batch ${n}`] });
    // One is in the trash, and one belongs to another.
    await agent.request("DELETE", `${agent.library}/assets`, { ids: ids.slice(0, 1) });
    await agent.upload({ "view.png": await numbered(n) }, { parentId: ids[1] });
  }
}

/** Makes assets of those that are there until there are enough: rows, and files whose content no other has. */
async function multiply() {
  const rows = await database.query<{ id: string; blob: string }>(sql`select id, blob from assets`);
  const root = join(services.config.dataDir, "blobs");
  for (let copy = 1; copy < assets / uploads; copy++) {
    const made = await Promise.all(
      rows.map(async ({ id, blob }) => {
        const named = createHash("md5").update(`${blob} ${copy}`).digest("hex");
        const original = await readFile(pathIn(root, `${blob}/original`));
        const bytes = Buffer.concat([original, Buffer.from(` ${copy}`)]);
        await mkdir(dirname(pathIn(root, `${named}/original`)), { recursive: true });
        await writeFile(pathIn(root, `${named}/original`), bytes);
        for (const key of allBlobFiles(blob).slice(1))
          await copyFile(pathIn(root, key), pathIn(root, `${named}${key.slice(blob.length)}`)).catch(
            () => {},
          );
        const sha256 = createHash("sha256").update(bytes).digest("hex");
        return { id, blob: named, bytes: bytes.length, sha256: `\\x${sha256}` };
      }),
    );
    await database.execute(sql`
      with made as (select * from jsonb_to_recordset(${JSON.stringify(made)}::jsonb) as m(id text, blob text, bytes bigint, sha256 bytea)),
      copied as (
        select a.*, made.blob as own_blob, made.bytes as own_bytes, made.sha256 as own_sha256 from assets a join made using (id))
      insert into assets (id, parent_id, position, blob, bytes, sha256, ${raw(sameColumns)})
      select left(md5(id || ${copy}::text), 11), left(md5(parent_id || ${copy}::text), 11), position + ${copy * rows.length}, own_blob,
        own_bytes, own_sha256, ${raw(sameColumns)} from copied`);
  }
  await database.execute(sql`
    update libraries l set last_position = (select coalesce(max(position), 0) from assets a where a.library_id = l.id)`);
}

// Of a copy and its asset.
const sameColumns = [
  ...[
    "organization_id",
    "library_id",
    "filename",
    "name",
    "tags",
    "tag_keys",
    "media_type",
    "version",
    "stripped",
  ],
  ...["width", "height", "blurhash", "status", "uploaded_by", "created_at", "updated_at", "trashed_at"],
].join(", ");

// What one person likes is compared with all else that they like, so thousands of one person take minutes.
const exchangesOfEach = 100;

async function remember() {
  const tenant = await newTenant(app);
  for (let user = 0; user < exchanges; user += exchangesOfEach) {
    const { userId, conversationId } = await tenant.newUser();
    for (let n = 0; n < exchangesOfEach; n += atATime) {
      const batch = Array.from({ length: atATime }, (_, i) => ({
        user_id: userId,
        conversation_id: conversationId,
        user_message: `My sister number ${n + i} lives in Town${n + i}, and I like dish ${user + n + i}.`,
        agent_response: "Noted.",
      }));
      expect((await tenant.call("POST", "/memory/ingest/batch", { exchanges: batch })).status).toBe(201);
    }
  }
}

/** Runs all jobs, so that there are thumbnails and an index. */
async function runJobs() {
  const workers = await startWorkers(services, jobs);
  const due = sql`select 1 from graphile_worker.jobs where run_at < now() + interval '10 seconds' limit 1`;
  await vi.waitFor(async () => expect(await database.query(due)).toEqual([]), { timeout: 600_000 });
  await workers.stop();
}

test(`a backup of ${assets.toLocaleString("en")} assets with files, memory and facts restores equal`, async () => {
  await timed("uploads", upload);
  await timed("exchanges", remember);
  await timed("jobs", runJobs);
  await timed("copies", multiply);
  const before = await contentOf(database, services.config.dataDir);
  const file = join(await temporaryFolder(), "backup");
  const target = createWriteStream(file);
  const summary = await timed("backup", () => writeBackup(services, target, { passphrase }));
  await timed("verify", () => verifyBackup(createReadStream(file), { passphrase }));
  const { place, dataDir, db } = await emptyPlace(connection, master);
  await timed("restore", () => restoreBackup(place, createReadStream(file), { passphrase }));
  expect(await contentOf(db, dataDir)).toEqual(before);

  expect(summary.missing).toEqual([]);
  expect(before.rows.assets?.rows).toBe(assets + assets / atATime);
  expect(before.rows.interactions?.rows).toBe(exchanges);
  expect(before.rows.facts?.rows).toBeGreaterThanOrEqual(exchanges);
  expect(summary.files).toBe(Object.keys(before.files).length);
  Object.assign(counts, {
    assets: summary.rows.assets,
    files: summary.files,
    "files, MB": (summary.fileBytes / 1e6).toFixed(1),
    "backup, MB": (target.bytesWritten / 1e6).toFixed(1),
    exchanges: summary.rows.interactions,
    facts: summary.rows.facts,
    rows: Object.values(summary.rows).reduce((sum, rows) => sum + rows, 0),
    tables: Object.keys(before.rows).length,
  });
  if (process.env.BACKUP_ASSETS) console.log(JSON.stringify(counts, null, 2));
}, 3_600_000);
