import sql, { type Sql } from "sql-template-tag";
import type { Queryable } from "../../../../platform/database/queryable.ts";
import { unixMs } from "../../../../platform/database/unix-ms.ts";
import type { LockedLibraries } from "../../libraries/store.ts";
import type { Drawn } from "../edit/drawn.ts";
import type { AssetRow } from "../row/store.ts";
import type { AssetPage } from "../store.ts";

export type TrashedRow = Pick<
  AssetRow,
  | "id"
  | "name"
  | "filename"
  | "parentId"
  | "mediaType"
  | "bytes"
  | "width"
  | "height"
  | "edits"
  | "blurhash"
  | "status"
> & { deletedAt: number };

/** Moves assets to the trash with their views. Returns which of the given assets moved. */
export async function trashAssets(
  tx: LockedLibraries,
  libraryId: number,
  ids: readonly string[],
  at: Date,
): Promise<string[]> {
  const moved = await tx.query<{ id: string }>(
    sql`update assets set trashed_at = ${at}
        where library_id = ${libraryId} and trashed_at is null and (id = any(${ids}::text[]) or parent_id = any(${ids}::text[]))
        returning id`,
  );
  const movedIds = new Set(moved.map(({ id }) => id));
  return [...new Set(ids)].filter((id) => movedIds.has(id));
}

/**
 * Restores assets from the trash, with the views that were deleted along with them. Returns which of the given assets were
 * restored. A view whose parent is in the trash stays there.
 */
export async function restoreAssets(
  tx: LockedLibraries,
  libraryId: number,
  ids: readonly string[],
): Promise<string[]> {
  const restored = await tx.query<{ id: string }>(
    sql`update assets a set trashed_at = null
        where a.library_id = ${libraryId} and a.trashed_at is not null
          and (a.parent_id is null and a.id = any(${ids}::text[])
            or exists (select 1 from assets p where p.id = a.parent_id
                       and (p.id = any(${ids}::text[]) and p.trashed_at = a.trashed_at
                         or a.id = any(${ids}::text[]) and (p.trashed_at is null or p.id = any(${ids}::text[])))))
        returning a.id`,
  );
  const restoredIds = new Set(restored.map(({ id }) => id));
  return [...new Set(ids)].filter((id) => restoredIds.has(id));
}

/** Assets in a library's trash, without views whose parent is also there. */
const inTrash = (libraryId: number): Sql =>
  sql`a.library_id = ${libraryId} and a.trashed_at is not null
      and (a.parent_id is null or exists (select 1 from assets p where p.id = a.parent_id and p.trashed_at is null))`;

/** A page of the library's trash, last deleted first. */
export function trashedAssets(
  db: Queryable,
  libraryId: number,
  { offset, limit }: AssetPage,
): Promise<TrashedRow[]> {
  return db.query<TrashedRow>(
    sql`select a.id, a.name, a.filename, a.parent_id as "parentId", a.media_type as "mediaType", a.bytes, a.width, a.height,
          a.edits, a.blurhash, a.status, ${unixMs("a.trashed_at")} as "deletedAt"
        from (select a.id from assets a where ${inTrash(libraryId)}
              order by a.trashed_at desc, a.id limit ${limit} offset ${offset}) p
        join assets a on a.id = p.id order by a.trashed_at desc, a.id`,
  );
}

export async function countTrashed(db: Queryable, libraryId: number): Promise<number> {
  const { found } = await db.one<{ found: number }>(
    sql`select count(*)::int as found from assets a where ${inTrash(libraryId)}`,
  );
  return found;
}

/** The picture of an asset in this library's trash, for its thumbnail. */
export function trashedPicture(
  db: Queryable,
  libraryId: number,
  assetId: string,
): Promise<Drawn | undefined> {
  return db.maybe(
    sql`select blob, media_type as "mediaType", organization_id as "organizationId", width, height, edits from assets
        where id = ${assetId} and library_id = ${libraryId} and trashed_at is not null and status = 'ready'`,
  );
}

/** Selects assets to purge: all in the trash, some of them, or those deleted before a time. */
export type Purged = "all" | { ids: readonly string[] } | { before: Date };

/** Ids of up to `limit` assets to purge from the library's trash. */
export async function choosePurged(
  tx: LockedLibraries,
  libraryId: number,
  which: Purged,
  limit: number,
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    sql`select a.id from assets a where ${purgedWhere(libraryId, which)} limit ${limit}`,
  );
  return rows.map(({ id }) => id);
}

function purgedWhere(libraryId: number, which: Purged): Sql {
  if (which === "all") return inTrash(libraryId);
  return "ids" in which
    ? sql`library_id = ${libraryId} and trashed_at is not null and id = any(${which.ids}::text[])`
    : sql`library_id = ${libraryId} and trashed_at < ${which.before}`;
}

/** The library with the oldest trash from before a time. Undefined if there is none. */
export async function libraryWithOldTrash(db: Queryable, before: Date): Promise<number | undefined> {
  const due = await db.maybe<{ libraryId: number }>(
    sql`select library_id as "libraryId" from assets where trashed_at < ${before} order by trashed_at limit 1`,
  );
  return due?.libraryId;
}
