import { randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { json } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import {
  isInUse,
  type Load,
  migrationsOf,
  openLoad,
  otherProcesses,
  type QueuedJob,
  queueAgain,
  type TableColumns,
} from "../../platform/backup/store.ts";
import type { BlobStore } from "../../platform/blobs/blobs.ts";
import { puttingInto } from "../../platform/blobs/put-many.ts";
import type { Database } from "../../platform/database/database.ts";
import { startupError } from "../../platform/database/startup-error.ts";
import type { Secret } from "../../platform/secret.ts";
import { prepareDatabase, prepareVersion } from "../open-database.ts";
import type { Manifest, Summary } from "./manifest.ts";
import { readBackup } from "./read-backup.ts";
import type { Progress } from "./write-backup.ts";

export interface Place {
  /** Connected, and maybe empty. */
  database: Database;
  blobs: BlobStore;
  /** For temporary files, on the disk of the blob store. */
  folder: string;
  secret: Secret | undefined;
}

/**
 * Restores a backup into an empty place. The rows appear in one transaction, after the backup's checksum was found right: a
 * restore that fails leaves an empty database, and can be repeated.
 */
export async function restoreBackup(
  place: Place,
  source: Readable,
  { passphrase, progress = () => {} }: { passphrase?: string | undefined; progress?: Progress } = {},
): Promise<Summary> {
  const { database, blobs } = place;
  let backup: Manifest | undefined;
  let load: Load | undefined;
  let restored = { assets: 0, folder: "", bytes: 0 };
  const putting = puttingInto(blobs);
  const tableOf = (name: string): TableColumns => {
    const table = backup?.tables.find((candidate) => candidate.name === name);
    if (!table) throw startupError(`The backup has rows of a table that it does not list: ${name}`);
    return table;
  };
  await mkdir(place.folder, { recursive: true, mode: 0o700 });
  try {
    const summary = await readBackup(source, passphrase, {
      async manifest(manifest) {
        backup = manifest;
        await requireFit(place, manifest);
      },
      async file(key, content) {
        const { path, bytes } = await received(place, content);
        await putting.put(key, path);
        const folder = key.split("/", 1)[0] as string;
        const assets = restored.assets + (folder === restored.folder ? 0 : 1);
        restored = { assets, folder, bytes: restored.bytes + bytes };
        progress(assets, backup?.assets ?? 0, restored.bytes);
      },
      async rows(name, rows) {
        load ??= await openLoad(database.sessions);
        await load.copyIn(tableOf(name), rows);
      },
      async jobs(jobs) {
        load ??= await openLoad(database.sessions);
        await queueAgain(load, (await json(Readable.from(jobs))) as QueuedJob[]);
      },
    });
    await putting.done();
    for (const [name, value] of Object.entries(summary.sequences)) await load?.setSequence(name, value);
    await load?.commit();
    await prepareDatabase(database);
    return summary;
  } finally {
    load?.close();
    await putting.stop();
  }
}

/** Gives the database the tables of the backup's version. Refuses a place that is in use, or that could not read the backup. */
async function requireFit({ database, secret }: Place, manifest: Manifest): Promise<void> {
  if (
    manifest.secretFingerprint !== null &&
    secret?.fingerprint.toString("hex") !== manifest.secretFingerprint
  ) {
    throw startupError(
      "The backup belongs to a server with another secret, without which its memory can't be read. Set ROOKERY_SECRET to that " +
        "server's, or copy its file 'secret' into DATA_DIR.",
    );
  }
  if ((await otherProcesses(database, database.instance)) > 0)
    throw startupError("Another Rookery uses this database. Stop it, and restore again.");
  await prepareVersion(database, manifest.migrations.length);
  const known = (await migrationsOf(database)).map(({ name, sha256 }) => `${name} ${sha256}`);
  if (known.join() !== manifest.migrations.map(({ name, sha256 }) => `${name} ${sha256}`).join()) {
    throw startupError(
      "The backup was made by another version of Rookery than the database here. Restore into a database without tables, with " +
        "the version that made the backup, or a newer one.",
    );
  }
  if (await isInUse(database))
    throw startupError("There is data in this database. Restore into an empty one: nothing was changed.");
}

/** Writes a file of the backup to a temporary one. */
async function received(
  { folder }: Place,
  content: AsyncIterable<Buffer>,
): Promise<{ path: string; bytes: number }> {
  const path = join(folder, `restore-${randomBytes(8).toString("hex")}`);
  try {
    const file = createWriteStream(path, { mode: 0o600 });
    await pipeline(content, file);
    return { path, bytes: file.bytesWritten };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}
