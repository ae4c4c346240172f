import sql from "sql-template-tag";
import { fail } from "../../../../kernel/failure.ts";
import { addJobs } from "../../../../kernel/job.ts";
import { isDrawn, isPicture } from "../../../../media/sniff/is-picture.ts";
import type { Queryable } from "../../../../platform/database/queryable.ts";
import { processingJob } from "../../jobs.ts";
import type { LockedLibraries } from "../../libraries/store.ts";
import { processingPrioritySql } from "../process/store.ts";
import type { StagedFile } from "./staging/staged-file.ts";

export interface AssetsToInsert {
  organizationId: number;
  libraryId: number;
  parentId: string | null;
  uploadedBy: string;
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
          sha256, version, blob, stripped, status, uploaded_by, created_at, updated_at)
        select id, ${shared.organizationId}, ${shared.libraryId}, position, ${shared.parentId}, filename, name, media_type,
          bytes, public_bytes, sha256, version, blob, stripped, status, ${shared.uploadedBy}, ${shared.createdAt}, ${shared.createdAt}
        from unnest(
          ${column((a) => a.id)}::text[], ${column((_, i) => grown.before + i + 1)}::bigint[], ${column((a) => a.filename)}::text[],
          ${column((a) => a.name)}::text[], ${column((a) => a.mediaType)}::text[], ${column((a) => a.bytes)}::bigint[],
          ${column((a) => a.publicBytes ?? null)}::bigint[],
          ${column((a) => a.sha256)}::bytea[], ${column(versionOf)}::text[], ${column((a) => a.blob)}::text[],
          ${column((a) => a.stripped)}::boolean[], ${column((a) => (isPicture(a.mediaType) ? "processing" : "ready"))}::text[]
        ) as u(id, position, filename, name, media_type, bytes, public_bytes, sha256, version, blob, stripped, status)`,
  );
  const toProcess = assets.filter((asset) => isDrawn(asset.mediaType));
  if (toProcess.length === 0) return;
  const { queued } = await tx.one<{ queued: number }>(
    sql`select ${processingPrioritySql(shared.organizationId)} as queued`,
  );
  const before = Math.max(0, queued - toProcess.length);
  await addJobs(
    tx,
    processingJob,
    toProcess.map(({ id, picture }) => ({ assetId: id, picture })),
    {
      // Two at a time for each organization, so that none takes every worker.
      queues: toProcess.map((_, i) => `pictures ${shared.organizationId} ${(grown.before + i) % 2}`),
      priorities: toProcess.map((_, i) => before + i),
    },
  );
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
