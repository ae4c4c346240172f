import sql, { type Sql } from "sql-template-tag";
import type { Queryable } from "../../../../platform/database/queryable.ts";
import { unixMs } from "../../../../platform/database/unix-ms.ts";
import type { DeliverableAsset } from "../../delivery/store.ts";
import type { AssetRow } from "../row.ts";
import type { AssetPage } from "../store.ts";

export type TrashedRow = Pick<
  AssetRow,
  "id" | "name" | "filename" | "parentId" | "mediaType" | "bytes" | "width" | "height" | "blurhash" | "status"
> & { deletedAt: number };

/** What stands in a library's trash by itself: a view whose parent is there too goes and comes with its parent. */
export const inTrash = (libraryId: number): Sql =>
  sql`a.library_id = ${libraryId} and a.trashed_at is not null
      and (a.parent_id is null or exists (select 1 from assets p where p.id = a.parent_id and p.trashed_at is null))`;

/** A page of it, what was deleted last first. */
export function trashedAssets(
  db: Queryable,
  libraryId: number,
  { offset, limit }: AssetPage,
): Promise<TrashedRow[]> {
  return db.query<TrashedRow>(
    sql`select a.id, a.name, a.filename, a.parent_id as "parentId", a.media_type as "mediaType", a.bytes, a.width, a.height,
          a.blurhash, a.status, ${unixMs("a.trashed_at")} as "deletedAt"
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

/** What a thumbnail of an asset in this library's trash is made of. */
export function trashedPicture(
  db: Queryable,
  libraryId: number,
  assetId: string,
): Promise<Pick<DeliverableAsset, "blob" | "mediaType"> | undefined> {
  return db.maybe(
    sql`select blob, media_type as "mediaType" from assets
        where id = ${assetId} and library_id = ${libraryId} and trashed_at is not null and status = 'ready'`,
  );
}
