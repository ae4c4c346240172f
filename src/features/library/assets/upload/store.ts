import sql from "sql-template-tag";
import { fail } from "../../../../kernel/failure.ts";
import { addJobs } from "../../../../kernel/job.ts";
import { isDrawn, isPicture } from "../../../../media/sniff/is-picture.ts";
import type { MediaType } from "../../../../media/sniff/media-type.ts";
import { prepared, type Queryable } from "../../../../platform/database/queryable.ts";
import { processingJob } from "../../jobs.ts";
import type { LockedLibraries } from "../../libraries/store.ts";
import { processingPrioritySql } from "../process/store.ts";
import type { StagedFile } from "./staging/staged-file.ts";

export interface AssetsToInsert {
  organizationId: number;
  libraryId: number;
  parentId: string | null;
  uploadedBy: string;
  /** The key or account that uploaded; null if `uploadedBy` is somebody else. */
  uploaderId: string | null;
  createdAt: Date;
  assets: readonly (StagedFile & { id: string; name: string })[];
}

// Increase it when renditions change, so that new ones get new links.
const renditionRecipe = 1;

/** Inserts assets as the newest in their library, and queues a job for each that is drawn. */
export async function insertAssets(
  tx: LockedLibraries,
  { assets, ...shared }: AssetsToInsert,
): Promise<void> {
  const grown = await tx.maybe<{ before: number }>(
    sql`update libraries set last_position = last_position + ${assets.length}
        where organization_id = ${shared.organizationId} and id = ${shared.libraryId}
        returning last_position - ${assets.length} as before`,
  );
  if (!grown) throw fail.missing("library"); // deleted meanwhile
  const column = <T>(of: (asset: AssetsToInsert["assets"][number], index: number) => T) => assets.map(of);
  await tx.execute(
    sql`insert into assets (id, organization_id, library_id, position, parent_id, filename, name, media_type, bytes, public_bytes,
          sha256, version, blob, stripped, status, uploaded_by, uploader_id, created_at, updated_at)
        select id, ${shared.organizationId}, ${shared.libraryId}, position, ${shared.parentId}, filename, name, media_type,
          bytes, public_bytes, sha256, version, blob, stripped, status, ${shared.uploadedBy}, ${shared.uploaderId}, ${shared.createdAt}, ${shared.createdAt}
        from unnest(
          ${column((a) => a.id)}::text[], ${column((_, i) => grown.before + i + 1)}::bigint[], ${column((a) => a.filename)}::text[],
          ${column((a) => a.name)}::text[], ${column((a) => a.mediaType)}::text[], ${column((a) => a.bytes)}::bigint[],
          ${column((a) => a.publicBytes ?? null)}::bigint[],
          ${column((a) => a.sha256)}::bytea[], ${column(versionOf)}::text[], ${column((a) => a.blob)}::text[],
          ${column((a) => a.stripped)}::boolean[], ${column((a) => (isPicture(a.mediaType) ? "processing" : "ready"))}::text[]
        ) as u(id, position, filename, name, media_type, bytes, public_bytes, sha256, version, blob, stripped, status)`,
  );
  await processLater(tx, shared.organizationId, assets, grown.before);
}

/** Queues a job for each file that has thumbnails. `turn` spreads them over the queues of their organization. */
async function processLater(
  tx: Queryable,
  organizationId: number,
  assets: readonly (Pick<StagedFile, "blob" | "mediaType" | "picture"> & { id: string })[],
  turn: number,
): Promise<void> {
  const toProcess = assets.filter((asset) => isDrawn(asset.mediaType));
  if (toProcess.length === 0) return;
  const { queued } = await tx.one<{ queued: number }>(
    sql`select ${processingPrioritySql(organizationId)} as queued`,
  );
  const before = Math.max(0, queued - toProcess.length);
  await addJobs(
    tx,
    processingJob,
    toProcess.map(({ id, blob, picture }) => ({ assetId: id, blob, picture })),
    {
      // Two at a time for each organization, so that none takes every worker.
      queues: toProcess.map((_, i) => `pictures ${organizationId} ${(turn + i) % 2}`),
      priorities: toProcess.map((_, i) => before + i),
    },
  );
}

/** Queues those of these documents and videos that have no thumbnail yet. A swap may have passed by the job that draws it. */
export async function drawLater(
  tx: Queryable,
  organizationId: number,
  ids: readonly string[],
  at: Date,
): Promise<void> {
  const undrawn = await tx.query<{ id: string; blob: string; mediaType: MediaType }>(
    sql`select id, blob, media_type as "mediaType" from assets
        where id = any(${ids}::text[]) and status = 'ready' and blurhash is null`,
  );
  await processLater(tx, organizationId, undrawn, at.getTime());
}

export interface SameFile {
  id: string;
  sha256: Buffer;
}

/**
 * The oldest asset of the library with each of these files, originals before views. With `parentId`, of the parent and its
 * views alone.
 */
export function assetsWithFiles(
  db: Queryable,
  libraryId: number,
  hashes: readonly Buffer[],
  parentId: string | null,
): Promise<SameFile[]> {
  return db.query<SameFile>(
    prepared(
      "assets-with-files",
      sql`select distinct on (a.sha256) a.id, a.sha256 from unnest((select ${hashes}::bytea[])) as wanted(sha256)
          join assets a on a.library_id = ${libraryId} and a.sha256 = wanted.sha256 and a.trashed_at is null
          where ${parentId}::text is null or a.id = ${parentId} or a.parent_id = ${parentId}
          order by a.sha256, a.parent_id nulls first, a.position`,
    ),
  );
}

export interface FileToReplace {
  blob: string;
  filename: string;
  mediaType: MediaType;
}

/** Locks an asset and returns its file. Undefined if the library has no such asset. */
export function fileToReplace(
  tx: LockedLibraries,
  libraryId: number,
  assetId: string,
): Promise<FileToReplace | undefined> {
  return tx.maybe<FileToReplace>(
    sql`select blob, filename, media_type as "mediaType" from assets
        where library_id = ${libraryId} and id = ${assetId} and trashed_at is null for update`,
  );
}

/** Puts another file in the place of an asset's, and queues a job if it is a picture. What was read of the old one goes. */
export async function setFile(
  tx: LockedLibraries,
  organizationId: number,
  assetId: string,
  file: StagedFile,
  at: Date,
): Promise<void> {
  await tx.execute(
    sql`update assets set filename = ${file.filename}, media_type = ${file.mediaType}, bytes = ${file.bytes},
          public_bytes = ${file.publicBytes ?? null}, sha256 = ${file.sha256}, version = ${versionOf(file)}, blob = ${file.blob},
          stripped = ${file.stripped}, status = ${isPicture(file.mediaType) ? "processing" : "ready"}, error = null, warning = null,
          width = null, height = null, edits = null, blurhash = null, camera = null, replaced_at = ${at}, updated_at = ${at}
        where id = ${assetId}`,
  );
  await processLater(tx, organizationId, [{ ...file, id: assetId }], at.getTime());
}

/** The bytes of an organization's asset, as its storage counts them. 0 if there is none. */
export async function bytesOfAsset(db: Queryable, organizationId: number, assetId: string): Promise<number> {
  const asset = await db.maybe<{ bytes: number }>(
    sql`select bytes from assets where id = ${assetId} and organization_id = ${organizationId}`,
  );
  return asset?.bytes ?? 0;
}

const versionOf = ({ sha256 }: StagedFile) => `${sha256.toString("hex").slice(0, 12)}${renditionRecipe}`;

/** Fails unless this asset is in the library and can have views. */
export async function mustTakeViews(db: Queryable, libraryId: number, id: string): Promise<void> {
  const parent = await db.maybe<{ parentId: string | null }>(
    sql`select parent_id as "parentId" from assets where library_id = ${libraryId} and id = ${id} and trashed_at is null`,
  );
  if (!parent) throw fail.missing("parent asset");
  if (parent.parentId !== null) throw fail.input("parentId: is a view. Use the id of its original.");
}
