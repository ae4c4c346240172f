import { createHmac, randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { noteStaged } from "../../features/library/assets/upload/staging/store.ts";
import { migrationsOf } from "../../platform/backup/store.ts";
import { readZip, type ZipEntryRead } from "../../platform/backup/zip-reader.ts";
import { puttingInto } from "../../platform/blobs/put-many.ts";
import { startupError } from "../../platform/database/startup-error.ts";
import { longTransaction, secretFingerprint } from "../../platform/database/store.ts";
import type { Progress } from "../backup/write-backup.ts";
import { type ExportEnd, type ExportManifest, type FileOfAsset, fileOf } from "./format.ts";
import { type Arrived, insertOrganization } from "./insert-organization.ts";
import { verifyExport } from "./read-export.ts";
import { requireFreeSlug, sayingWhatIsTaken } from "./taken.ts";
import type { Server } from "./write-export.ts";

export interface Target extends Server {
  /** For temporary files, on the disk of the blob store. */
  folder: string;
}

export interface Imported extends Arrived {
  organization: string;
  rows: ExportEnd["rows"];
  files: number;
  missing: number;
}

/**
 * Brings an exported organization to this server, which may be running. The whole file is checked first. Then its files are
 * stored, as those of uploads that are not committed, and all rows appear in one transaction. An import that breaks off
 * leaves files only, which the server deletes after a day; it can be repeated.
 */
export async function importOrganization(
  target: Target,
  path: string,
  { checking = () => {}, progress = () => {} }: { checking?: Progress; progress?: Progress } = {},
): Promise<Imported> {
  const { manifest, end } = await verifyExport(path, checking);
  await requireFit(target, manifest);
  const blobOf = blobNames();
  const staged = await storeFiles(target, path, { manifest, blobOf, progress });
  const arrived = await sayingWhatIsTaken(
    longTransaction(target.database)(async (tx) => {
      // Storing files takes a while, and what is sealed with a former secret could not be read.
      const kept = await secretFingerprint(tx);
      if (kept && !kept.equals(target.secret.fingerprint))
        throw startupError("The server's secret was replaced meanwhile. Import the file again.");
      return insertOrganization(tx, { ...target, path, manifest, blobOf, staged });
    }),
  );
  return {
    organization: manifest.organization,
    rows: end.rows,
    files: end.files,
    missing: end.missing.length,
    ...arrived,
  };
}

async function requireFit({ database }: Target, { organization, migrations }: ExportManifest): Promise<void> {
  const [there, here] = [migrations, await migrationsOf(database)];
  const isSame = there.length === here.length && there.every(({ sha256 }, i) => sha256 === here[i]?.sha256);
  if (!isSame)
    throw startupError(
      `The export comes from ${there.length < here.length ? "an older" : "another"} version of Rookery. Run the same version on both servers, and export again.`,
    );
  await requireFreeSlug(database, organization);
}

/** New names for the files of assets, always the same for an asset in one import. */
function blobNames(): (assetId: string) => string {
  const key = randomBytes(32);
  return (assetId) => createHmac("sha256", key).update(assetId).digest("hex").slice(0, 32);
}

async function storeFiles(
  { database, blobs, folder, now }: Target,
  path: string,
  {
    manifest,
    blobOf,
    progress,
  }: { manifest: ExportManifest; blobOf: (assetId: string) => string; progress: Progress },
): Promise<number> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const stored = { assets: 0, asset: "", bytes: 0 };
  const putting = puttingInto(blobs);
  async function store({ assetId, part }: FileOfAsset, { bytes, open }: ZipEntryRead): Promise<void> {
    const blob = blobOf(assetId);
    if (assetId !== stored.asset) {
      await noteStaged(database, blob, now);
      stored.assets++;
      stored.asset = assetId;
    }
    const draft = join(folder, `import-${randomBytes(8).toString("hex")}`);
    try {
      await pipeline(await open(), createWriteStream(draft, { mode: 0o600 }));
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
    await putting.put(`${blob}/${part}`, draft);
    stored.bytes += bytes;
    progress(stored.assets, manifest.assets, stored.bytes);
  }
  try {
    await readZip(path, async (entry) => {
      const file = fileOf(entry.name);
      if (file) await store(file, entry);
    });
    await putting.done();
  } finally {
    await putting.stop();
  }
  return stored.assets;
}
