import sql, { empty, raw, type Sql } from "sql-template-tag";
import { type Queryable, unscoped } from "../../../../platform/database/queryable.ts";
import { type AssetFilter, assetKind, kindIs, matching, takesAll } from "../../assets/read/store.ts";
import type { Tag } from "../../libraries/library.ts";
import { topTags } from "../../libraries/store.ts";
import type { Query } from "../query.ts";
import { matchedRuns, narrowed, termsFor, withoutExcluded } from "../store.ts";

/** Above so many matches, what each of them carries is not counted: that takes some 10 µs a match. */
export const countedMax = 10_000;

export type DateUnit = "month" | "day";

export interface Counts {
  kinds: { image: number; video: number; document: number } | null;
  tags: Tag[] | null;
  dates: { date: string | null; count: number }[] | null;
}

interface Asked {
  filter: AssetFilter;
  tagsMax: number;
  dates: DateUnit | undefined;
}

const dateOf = (unit: DateUnit): Sql =>
  unit === "month" ? sql`to_char(date_trunc('month', day), 'YYYY-MM')` : sql`to_char(day, 'YYYY-MM-DD')`;

/** Kinds, tags and dates of a library's assets that pass the filter. Kinds are counted as if the filter had none. */
export async function countBrowsedParts(
  db: Queryable,
  libraryId: number,
  { filter, tagsMax, dates }: Asked,
): Promise<Counts> {
  const [kinds, tags, found] = await Promise.all([
    db.query<{ kind: string; count: number }>(
      unscoped(sql`select ${assetKind} as kind, count(*)::int as count from assets a
          where ${matching(libraryId, { ...filter, kind: undefined })} group by 1`),
    ),
    takesAll(filter) ? topTags(db, libraryId, tagsMax) : tagsOfSome(db, libraryId, filter, tagsMax),
    dates &&
      db.query<{ date: string | null; count: number }>(
        unscoped(sql`select ${dateOf(dates)} as date, sum(n)::int as count
            from (select a.taken_at::date as day, count(*) as n from assets a
                  where ${matching(libraryId, filter)} group by 1) as days
            group by 1 order by 1 desc nulls last`),
      ),
  ]);
  return { kinds: kindsOf(kinds), tags, dates: found ?? null };
}

const countedTags = (libraryId: number, from: Sql, tagsMax: number): Sql => sql`
  select t.tag as id, n as count, 'user' as type
  from (select key, count(*)::int as n from ${from} cross join unnest(tag_keys) as key group by key) as k
  join library_tags t on t.library_id = ${libraryId} and t.tag_key = k.key
  order by n desc, k.key limit ${tagsMax}`;

async function tagsOfSome(
  db: Queryable,
  libraryId: number,
  filter: AssetFilter,
  tagsMax: number,
): Promise<Tag[] | null> {
  const { tags } = await db.one<{ tags: Tag[] | null }>(
    unscoped(sql`with matched as (
          select a.tag_keys from assets a where ${matching(libraryId, filter)} limit ${countedMax + 1})
        select case when (select count(*) from matched) <= ${countedMax} then
          (select coalesce(json_agg(t), '[]') from (${countedTags(libraryId, sql`matched`, tagsMax)}) as t) end as tags`),
  );
  return tags;
}

/** The same for the assets that also match a query. All null if these are too many. */
export async function countFoundParts(
  db: Queryable,
  { organizationId, libraryId }: { organizationId: number; libraryId: number },
  query: Query,
  { filter, tagsMax, dates }: Asked,
): Promise<Counts> {
  const scope = { organizationId, libraryIds: [libraryId] };
  const terms = await termsFor(db, scope, query);
  const ofKind = filter.kind ? sql`where ${kindIs(filter.kind)}` : empty;
  const { kinds, ...counts } = await db.one<{
    kinds: { kind: string; count: number }[] | null;
    tags: Tag[] | null;
    dates: Counts["dates"];
  }>(
    unscoped(sql`with ${matchedRuns(scope, terms)}, ${withoutExcluded(scope, query)},
        ${narrowed({ ...filter, kind: undefined })},
        total as (select coalesce(sum(bit_count(near)), 0) <= ${countedMax} as is_few from narrowed),
        a as (
          select a.*
          from narrowed m cross join generate_series(0, 511) as bit
          cross join lateral (
            select media_type, tag_keys, taken_at from assets
            where library_id = m.library_id and position = (m.run::bigint << 9) + bit
              and parent_id is null and trashed_at is null
            offset 0) a
          where get_bit(m.near, bit) = 1 and (select is_few from total)),
        matched as (select * from a ${ofKind})
        select
          case when is_few then (select coalesce(json_agg(k), '[]') from (
            select ${assetKind} as kind, count(*)::int as count from a group by 1) as k) end as kinds,
          case when is_few then (select coalesce(json_agg(t), '[]') from (
            ${countedTags(libraryId, sql`matched`, tagsMax)}) as t) end as tags,
          ${
            dates
              ? sql`case when is_few then (select coalesce(json_agg(d), '[]') from (
                  select ${dateOf(dates)} as date, count(*)::int as count
                  from (select taken_at::date as day from matched) as days group by 1 order by 1 desc nulls last) as d) end`
              : raw("null::json")
          } as dates
        from total`),
  );
  return { kinds: kinds && kindsOf(kinds), ...counts };
}

function kindsOf(counted: readonly { kind: string; count: number }[]): NonNullable<Counts["kinds"]> {
  const of = (kind: string) => counted.find((one) => one.kind === kind)?.count ?? 0;
  return { image: of("image"), video: of("video"), document: of("document") };
}
