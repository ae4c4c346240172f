import sql, { empty, raw, type Sql } from "sql-template-tag";
import { prepared, type Queryable, unscoped } from "../../../../platform/database/queryable.ts";
import type { AskedApproval } from "../approval/approval.ts";
import { type AssetRow, assetColumns } from "../row/store.ts";
import { type AssetPage, newestAssets } from "../store.ts";
import type { TakenSpan } from "./taken.ts";

export interface AssetFilter {
  /** Folded tags. An asset must have all of them, or any of them. */
  tagKeys: readonly string[];
  anyTag?: boolean;
  kind?: "image" | "video" | "document" | undefined;
  state?: AssetRow["status"] | undefined;
  taken?: TakenSpan;
  approval?: AskedApproval;
}

// Positions are unique in a library. Other orders end with the id, so that no asset is on two pages.
const orders = {
  newest: raw("a.position desc"),
  oldest: raw("a.position"),
  name: raw("a.name collate natural_order, a.id"),
  largest: raw("coalesce(a.public_bytes, a.bytes) desc, a.id"),
  taken_newest: raw("a.taken_at desc nulls last, a.position desc"),
  taken_oldest: raw("a.taken_at, a.position desc"),
};
export const assetSorts = [
  "newest",
  "oldest",
  "name",
  "largest",
  "taken_newest",
  "taken_oldest",
] as const satisfies readonly (keyof typeof orders)[];
export type AssetSort = (typeof assetSorts)[number];

const kinds = {
  image: raw("a.media_type like 'image/%'"),
  video: raw("a.media_type like 'video/%'"),
  document: raw("a.media_type = 'application/pdf'"),
};

/** The kind of an asset `a`. */
export const assetKind: Sql = sql`case when ${kinds.image} then 'image' when ${kinds.video} then 'video' else 'document' end`;

export const kindIs = (kind: keyof typeof kinds): Sql => kinds[kind];

/** A page of the library's matching assets, without views. */
export function browsedAssets(
  db: Queryable,
  libraryId: number,
  filter: AssetFilter,
  sort: AssetSort,
  page: AssetPage,
): Promise<AssetRow[]> {
  if (takesAll(filter) && sort === "newest") return newestAssets(db, libraryId, page);
  if (takesAll(filter) && sort === "oldest") return oldestAssets(db, libraryId, page);
  // An index alone selects the page, so only the assets of the page are read.
  return db.query<AssetRow>(
    unscoped(
      sql`select ${assetColumns}
          from (select a.id from assets a where ${matching(libraryId, filter)}
                order by ${orders[sort]} limit ${page.limit} offset ${page.offset}) p
          join assets a on a.id = p.id join libraries l on l.id = a.library_id
          order by ${orders[sort]}`,
    ),
  );
}

/** The exact number of matching assets. */
export async function countBrowsed(db: Queryable, libraryId: number, filter: AssetFilter): Promise<number> {
  const { found } = await db.one<{ found: number }>(
    takesAll(filter)
      ? sql`select coalesce(sum(assets), 0)::int as found from asset_runs where library_id = ${libraryId}`
      : unscoped(sql`select count(*)::int as found from assets a where ${matching(libraryId, filter)}`),
  );
  return found;
}

export const takesAll = ({ tagKeys, kind, state, taken, approval }: AssetFilter) =>
  tagKeys.length === 0 && !kind && !state && !approval && !taken?.from && !taken?.before;

/** Conditions on assets `a`. */
export const matching = (libraryId: number, filter: AssetFilter): Sql =>
  sql`a.library_id = ${libraryId} and a.parent_id is null and a.trashed_at is null ${narrowing(filter)}`;

/** Conditions on assets `a`, each with a leading `and`. */
export const narrowing = ({ tagKeys, anyTag, kind, state, taken, approval }: AssetFilter): Sql =>
  sql`${tagKeys.length > 0 ? sql`and a.tag_keys ${raw(anyTag ? "&&" : "@>")} ${tagKeys}::text[]` : empty}
      ${kind ? sql`and ${kinds[kind]}` : empty}
      ${state ? sql`and a.status = ${state}` : empty}
      ${approval ? approvalIs(approval) : empty}
      ${taken?.from ? sql`and a.taken_at >= ${taken.from}::timestamp` : empty}
      ${taken?.before ? sql`and a.taken_at < ${taken.before}::timestamp` : empty}`;

/** Written so that the index of decisions is found. */
const approvalIs = (approval: NonNullable<AskedApproval>): Sql =>
  approval === "none" ? sql`and a.approval_state is null` : sql`and a.approval_state = ${approval}`;

/** Like `newestAssets`, oldest first. */
function oldestAssets(db: Queryable, libraryId: number, { offset, limit }: AssetPage): Promise<AssetRow[]> {
  return db.query<AssetRow>(
    prepared(
      "oldest-assets",
      sql`with start as (
            select run, before from (
              select run, assets, sum(assets) over (order by run) - assets as before
              from asset_runs where library_id = ${libraryId}) r
            where before + assets > ${offset}::bigint order by run limit 1)
          select ${assetColumns} from assets a join libraries l on l.id = a.library_id
          where a.library_id = ${libraryId} and a.parent_id is null and a.trashed_at is null
            and a.position >= (select run from start) << 9
          order by a.position limit (select ${limit}::bigint) offset (select ${offset}::bigint - before from start)`,
    ),
  );
}

// Enough to see that there are many.
const duplicatesShown = 20;

/** Other assets and views of the library with the same file, oldest first. */
export function duplicatesOf(
  db: Queryable,
  libraryId: number,
  assetId: string,
): Promise<{ id: string; name: string }[]> {
  return db.query(
    sql`select d.id, d.name from assets a
        join assets d on d.library_id = a.library_id and d.sha256 = a.sha256 and d.trashed_at is null and d.id <> a.id
        where a.library_id = ${libraryId} and a.id = ${assetId} and a.trashed_at is null
        order by d.position limit ${duplicatesShown}`,
  );
}
