import type { Readable, Writable } from "node:stream";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { allBlobFiles } from "../../features/library/files/blob-files.ts";
import { allBlobs, countBlobs } from "../../features/library/files/store.ts";
import { type ArchiveWriter, archiveInto } from "../../platform/backup/archive.ts";
import { sealing } from "../../platform/backup/sealed-stream.ts";
import {
  migrationsOf,
  queuedJobs,
  type Snapshot,
  secretFingerprintOf,
  sequencesIn,
  type TableColumns,
  tablesIn,
  withSnapshot,
} from "../../platform/backup/store.ts";
import type { BlobStore } from "../../platform/blobs/blobs.ts";
import type { Database } from "../../platform/database/database.ts";
import { entryNames, type Manifest, type Summary, unfinished } from "./manifest.ts";

/** Hears of every asset whose files are written, and of the bytes so far. */
export type Progress = (assets: number, of: number, bytes: number) => void;

const partBytes = 4 * 1024 * 1024;
const compressed = promisify<Buffer, Buffer>(gzip);
const newline = 10;

/**
 * Writes everything that the server keeps, as of one moment, while it runs: the files of all assets, then the tables. Files
 * come first, so that a restore that breaks off leaves an empty database.
 */
export async function writeBackup(
  { database, blobs }: { database: Database; blobs: BlobStore },
  target: Writable,
  { passphrase, progress = () => {} }: { passphrase?: string | undefined; progress?: Progress } = {},
): Promise<Summary> {
  return withSnapshot(database.sessions, async (snapshot) => {
    const archive = passphrase === undefined ? archiveInto(target) : archiveInto(sealing(passphrase), target);
    const manifest = await manifestOf(snapshot);
    await archive.add(entryNames.manifest, Buffer.from(JSON.stringify(manifest, null, 1)));
    const files = await writeFiles(archive, snapshot, blobs, manifest, progress);
    const rows: Record<string, number> = {};
    for (const table of manifest.tables) rows[table.name] = await writeTable(archive, snapshot, table);
    const jobs = await queuedJobs(snapshot);
    await archive.add(`${entryNames.jobs}1.json.gz`, await compressed(Buffer.from(JSON.stringify(jobs))));
    const sequences = Object.fromEntries(
      (await sequencesIn(snapshot)).map(({ name, value }) => [name, value]),
    );
    const summary = { ...files, rows, jobs: jobs.length, sequences };
    await archive.end(summary);
    return summary;
  });
}

async function manifestOf(snapshot: Snapshot): Promise<Manifest> {
  const { blobs, bytes } = await countBlobs(snapshot);
  return {
    format: 1,
    createdAt: new Date().toISOString(),
    migrations: await migrationsOf(snapshot),
    secretFingerprint: await secretFingerprintOf(snapshot),
    tables: await tablesIn(snapshot, unfinished),
    assets: blobs,
    bytes,
  };
}

async function writeFiles(
  archive: ArchiveWriter,
  snapshot: Snapshot,
  blobs: BlobStore,
  { assets }: Manifest,
  progress: Progress,
): Promise<Pick<Summary, "files" | "fileBytes" | "missing">> {
  const written = { files: 0, fileBytes: 0, missing: [] as string[] };
  let done = 0;
  for await (const blob of allBlobs(snapshot)) {
    const keys = allBlobFiles(blob);
    for (const key of keys) {
      const file = await blobs.open(key);
      if (file) {
        const content = file.content ? [file.content] : file.stream();
        await archive.addStream(entryNames.files + key, file.bytes, content as Readable);
        written.files++;
        written.fileBytes += file.bytes;
      } else if (key === keys[0]) written.missing.push(key);
    }
    progress(++done, assets, written.fileBytes);
  }
  return written;
}

/** Writes parts of whole rows, and returns how many rows there are. */
async function writeTable(archive: ArchiveWriter, snapshot: Snapshot, table: TableColumns): Promise<number> {
  let rows = 0;
  let part = 0;
  let held: Buffer[] = [];
  let bytes = 0;
  async function write(): Promise<void> {
    const all = Buffer.concat(held);
    const end = all.lastIndexOf(newline) + 1;
    if (end === 0) return;
    const whole = all.subarray(0, end);
    for (let at = whole.indexOf(newline); at >= 0; at = whole.indexOf(newline, at + 1)) rows++;
    const name = `${entryNames.tables}${table.name}/${String(++part).padStart(6, "0")}.copy.gz`;
    await archive.add(name, await compressed(whole));
    held = [all.subarray(end)];
    bytes = all.length - end;
  }
  for await (const chunk of snapshot.copyOut(table)) {
    held.push(chunk);
    bytes += chunk.length;
    if (bytes >= partBytes) await write();
  }
  await write();
  return rows;
}
