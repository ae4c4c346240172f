import type { Writable } from "node:stream";
import { organizationOf } from "../../features/identity/slugs/store.ts";
import { allBlobFiles } from "../../features/library/files/blob-files.ts";
import { mediaTypes } from "../../media/sniff/media-type.ts";
import { rowsWhere } from "../../platform/backup/rows.ts";
import { sealing } from "../../platform/backup/sealed-stream.ts";
import { migrationsOf, type Snapshot, tablesIn, withSnapshot } from "../../platform/backup/store.ts";
import { type ZipWriter, zipInto } from "../../platform/backup/zip-writer.ts";
import type { BlobStore } from "../../platform/blobs/blobs.ts";
import type { Database } from "../../platform/database/database.ts";
import type { Secret } from "../../platform/secret.ts";
import type { Progress } from "../backup/write-backup.ts";
import { type ExportEnd, type ExportManifest, fileName, manifestName } from "./format.ts";
import { crossings, type Side } from "./sealed-rows.ts";
import { openSide } from "./side.ts";
import { type FilesOfAsset, filesOfAssets, organizationToCarry } from "./store.ts";
import { carriedTables } from "./tables.ts";

export interface Server {
  database: Database;
  blobs: BlobStore;
  secret: Secret;
  now: Date;
}

/**
 * Writes everything that an organization has here, as of one moment, while the server runs. Throws `ORGANIZATION_NOT_FOUND`
 * before it writes a byte.
 */
export async function writeExport(
  { database, blobs, secret, now }: Server,
  slug: string,
  target: Writable,
  { passphrase, progress = () => {} }: { passphrase?: string | undefined; progress?: Progress } = {},
): Promise<ExportEnd> {
  return withSnapshot(database.sessions, async (snapshot) => {
    const organizationId = await organizationOf(snapshot, slug);
    const from = await openSide({ db: snapshot, secret, organizationId, now });
    const manifest = await manifestOf(snapshot, from);
    const zip = passphrase === undefined ? zipInto(now, target) : zipInto(now, sealing(passphrase), target);
    await zip.add(manifestName, [Buffer.from(JSON.stringify(manifest, null, 1))], { packed: true });
    const rows = await writeTables(zip, snapshot, from, manifest);
    const files = await writeFiles(zip, snapshot, blobs, organizationId, manifest.assets, progress);
    const end = { ...files, rows };
    await zip.end(end);
    return end;
  });
}

async function manifestOf(snapshot: Snapshot, { organizationId, now }: Side): Promise<ExportManifest> {
  const tables = Object.fromEntries((await tablesIn(snapshot)).map(({ name, columns }) => [name, columns]));
  const carried = carriedTables.map(({ name, omit = [] }) => [
    name,
    (tables[name] ?? []).filter((column) => !omit.includes(column)),
  ]);
  const organization = await organizationToCarry(snapshot, organizationId);
  return {
    kind: "organization of Rookery",
    format: 1,
    createdAt: now.toISOString(),
    organization: organization.slug,
    migrations: (await migrationsOf(snapshot)).map(({ name, sha256 }) => ({ name, sha256 })),
    tables: Object.fromEntries(carried),
    assets: organization.assets,
    bytes: organization.bytes,
  };
}

async function writeTables(
  zip: ZipWriter,
  snapshot: Snapshot,
  from: Side,
  { tables }: ExportManifest,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { name, entry, where, order } of carriedTables) {
    let rows = 0;
    async function* lines() {
      const selected = { name, columns: tables[name] ?? [] };
      const scope = { where: where(from.organizationId), order };
      for await (const row of rowsWhere(snapshot, selected, scope)) {
        const left = (await crossings[name]?.leave(row, from)) ?? row;
        rows++;
        yield Buffer.from(`${JSON.stringify(left)}\n`);
      }
    }
    await zip.add(entry, lines(), { packed: true });
    counts[name] = rows;
  }
  return counts;
}

async function writeFiles(
  zip: ZipWriter,
  snapshot: Snapshot,
  blobs: BlobStore,
  organizationId: number,
  assets: number,
  progress: Progress,
): Promise<Omit<ExportEnd, "rows">> {
  const written = { files: 0, fileBytes: 0, missing: [] as string[] };
  async function write(asset: FilesOfAsset, key: string): Promise<boolean> {
    const file = await blobs.open(key);
    if (!file) return false;
    const part = key.slice(asset.blob.length + 1);
    const extension = part.endsWith(".webp") ? "" : `.${mediaTypes[asset.mediaType].extension}`;
    const name = fileName(asset.library, asset.id, part, extension);
    written.fileBytes += await zip.add(name, file.content ? [file.content] : file.stream());
    written.files++;
    return true;
  }
  let done = 0;
  for await (const asset of filesOfAssets(snapshot, organizationId)) {
    const [original, ...others] = allBlobFiles(asset.blob);
    if (!(await write(asset, original))) written.missing.push(asset.id);
    for (const key of others) await write(asset, key);
    progress(++done, assets, written.fileBytes);
  }
  return written;
}
