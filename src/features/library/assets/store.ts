import sql from "sql-template-tag";
import { addJobs } from "../../../kernel/job.ts";
import type { CameraData } from "../../../media/metadata/camera.ts";
import { prepared, type Queryable, unscoped } from "../../../platform/database/queryable.ts";
import { cdnPurgeJob, deleteBlobsLater, type PurgedLink } from "../jobs.ts";
import type { LockedLibraries } from "../libraries/store.ts";
import { type AssetRow, assetColumns } from "./row/store.ts";

export interface AssetPage {
  offset: number;
  limit: number;
}

// Up to this offset, walking the index is cheaper than adding up runs.
const walkedMax = 1024;

/**
 * The library's assets, newest first, without views. Deep pages cost about the same as the first. `limit (select …)` hides
 * the number from the planner, which would otherwise plan each query again.
 */
export function newestAssets(
  db: Queryable,
  libraryId: number,
  { offset, limit }: AssetPage,
): Promise<AssetRow[]> {
  if (offset < walkedMax) {
    // The most frequent statement: a tenth of its calls per second would go.
    return db.query<AssetRow>(
      unscoped(
        prepared(
          "newest-assets",
          sql`select ${assetColumns} from assets a join libraries l on l.id = a.library_id
              where a.library_id = ${libraryId} and a.parent_id is null and a.trashed_at is null
              order by a.position desc limit (select ${limit}::bigint) offset (select ${offset}::bigint)`,
        ),
      ),
    );
  }
  return db.query<AssetRow>(
    prepared(
      "newest-assets-deep",
      sql`with start as (
            select run, before from (
              select run, assets, sum(assets) over (order by run desc) - assets as before
              from asset_runs where library_id = ${libraryId}) r
            where before + assets > ${offset}::bigint order by run desc limit 1)
          select ${assetColumns} from assets a join libraries l on l.id = a.library_id
          where a.library_id = ${libraryId} and a.parent_id is null and a.trashed_at is null
            and a.position < ((select run from start) + 1) << 9
          order by a.position desc limit (select ${limit}::bigint) offset (select ${offset}::bigint - before from start)`,
    ),
  );
}

export interface AssetKey {
  libraryId: number;
  id: string;
}

/** Assets and views, in the order of their keys. Undefined if the asset or its parent is in the trash. */
export async function assetsByKey(
  db: Queryable,
  keys: readonly AssetKey[],
): Promise<(AssetRow | undefined)[]> {
  const rows = await db.query<AssetRow & { n: number }>(
    prepared(
      "assets-by-key",
      // Hides the arrays' lengths from the planner, which would otherwise plan each query again.
      sql`select wanted.n, ${assetColumns}
          from unnest((select ${keys.map(({ libraryId }) => libraryId)}::bigint[]), (select ${keys.map(({ id }) => id)}::text[]))
            with ordinality as wanted(library_id, id, n)
          join assets a on a.id = wanted.id and a.library_id = wanted.library_id
          join libraries l on l.id = a.library_id
          where a.trashed_at is null`,
    ),
  );
  const found: (AssetRow | undefined)[] = keys.map(() => undefined);
  for (const row of rows) found[row.n - 1] = row;
  return found;
}

/** These assets, in the order of their ids. */
export function assetsById(db: Queryable, libraryId: number, ids: readonly string[]): Promise<AssetRow[]> {
  return db.query<AssetRow>(
    sql`select ${assetColumns} from unnest(${ids}::text[]) with ordinality as wanted(id, n)
        join assets a on a.id = wanted.id join libraries l on l.id = a.library_id
        where a.library_id = ${libraryId} and a.trashed_at is null order by wanted.n`,
  );
}

/** A picture's camera data, null if it was never read. Undefined if the library has no such asset. */
export function cameraOf(
  db: Queryable,
  libraryId: number,
  assetId: string,
): Promise<{ camera: CameraData | null } | undefined> {
  return db.maybe(
    sql`select camera from assets where id = ${assetId} and library_id = ${libraryId} and trashed_at is null`,
  );
}

/** Deletes these assets and their views permanently, and queues the deletion of their files. */
export async function removeAssets(tx: LockedLibraries, ids: readonly string[]): Promise<void> {
  await purgeFromCdnLater(tx, ids);
  // Views first: they refer to their parents.
  const views = await tx.query<{ blob: string }>(
    sql`delete from assets where parent_id = any(${ids}::text[]) returning blob`,
  );
  const others = await tx.query<{ blob: string }>(
    sql`delete from assets where id = any(${ids}::text[]) returning blob`,
  );
  await deleteBlobsLater(
    tx,
    [...views, ...others].map(({ blob }) => blob),
  );
}

/**
 * Queues that the CDN forgets the links of assets and of their views, in the transaction that ends these links. They also work
 * with the organization's former slugs.
 */
export async function purgeFromCdnLater(tx: Queryable, ids: readonly string[]): Promise<void> {
  const links = await tx.query<PurgedLink>(
    sql`select o.slug || '/' || l.slug || '/' || a.id as path, a.version
        from assets a join libraries l on l.id = a.library_id
        join (select id, slug from organizations union all select organization_id, slug from former_slugs) o
          on o.id = l.organization_id
        where a.id = any(${ids}::text[]) or a.parent_id = any(${ids}::text[])`,
  );
  if (links.length > 0) await addJobs(tx, cdnPurgeJob, [{ links }]);
}

/** Ids of up to `limit` assets of a library, in no order. */
export async function someAssets(tx: Queryable, libraryId: number, limit: number): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    sql`select id from assets where library_id = ${libraryId} limit ${limit}`,
  );
  return rows.map(({ id }) => id);
}

/** Row ids of an organization's libraries, including deleted ones whose assets still refer to it. */
export async function librariesWithAssetsOf(db: Queryable, organizationId: number): Promise<number[]> {
  const libraries = await db.query<{ id: number }>(
    sql`select id from libraries where organization_id = ${organizationId}
        union select library_id from assets where organization_id = ${organizationId}`,
  );
  return libraries.map(({ id }) => id);
}
