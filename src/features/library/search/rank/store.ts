import sql, { join, raw, type Sql } from "sql-template-tag";
import type { AssetSort } from "../../assets/read/store.ts";
import type { AssetPage } from "../../assets/store.ts";

export interface SearchScope {
  organizationId: number;
  libraryIds: readonly number[];
}

export type SearchSort = "best" | AssetSort;

/** Scores: 7 the name itself, 6 all words in the name, 5 in name or tags, 4 anywhere, 3 to 1 the same with typos. */
export const ranked = (
  { organizationId, libraryIds }: SearchScope,
  matched: "matching_all" | "narrowed",
  name: string | undefined,
): Sql => sql`
    named as (
      select w.library_id, w.run, w.marks from libraries l
      cross join lateral (
        select library_id, run, marks from search_words
        where library_id = l.id and word = ${name ?? null}::text and place = 1
        offset 0) w
      where l.organization_id = ${organizationId} and l.id = any(${libraryIds}::bigint[])),
    ranked_runs as (
      select library_id, run, ${join(scores.map(({ score, marks }) => raw(`${marks} as upto_${score}`)))}
      from (
        select m.*, exact_name & coalesce(n.marks, 0::bit(512)) as whole_name
        from ${raw(matched)} m left join named n using (library_id, run)) m),
    totals as (
      select score, better, upto - better as total
      from (
        select ${join(scores.map(({ score }) => raw(`sum(bit_count(upto_${score})::integer) as upto_${score}`)))}
        from ranked_runs) t
      cross join lateral (values ${join(scores.map(({ score, better }) => raw(`(${score}, upto_${score}, ${better})`)))})
        as s(score, upto, better)
      where upto > better)`;

/** From the best score down, which assets of a run have that score or a better one. Each map holds the one before. */
const scores = [
  { score: 7, marks: "whole_name", better: "0::bigint" },
  { score: 6, marks: "exact_name", better: "upto_7" },
  { score: 5, marks: "exact_tags", better: "upto_6" },
  { score: 4, marks: "exact", better: "upto_5" },
  { score: 3, marks: "exact | near_name", better: "upto_4" },
  { score: 2, marks: "exact | near_tags", better: "upto_3" },
  { score: 1, marks: "near", better: "upto_2" },
];
const marksOfScore = raw(
  `case score when 7 then upto_7 ${scores
    .slice(1)
    .map(({ score }) => `when ${score} then upto_${score} & ~upto_${score + 1}`)
    .join(" ")} end as marks`,
);

/** Counts come from the bit maps, and only the page's assets are read. Libraries are merged by the age of their newest
 * asset not yet shown. */
export function bestPage({ libraryIds }: SearchScope, { offset, limit }: AssetPage): Sql {
  const oneLibrary = libraryIds.length === 1;
  return sql`
    counted as (
      select library_id, run, score, better, marks, bit_count(marks)::integer as assets,
        sum(bit_count(marks)::integer) over (partition by score, library_id order by run desc) - bit_count(marks) as newer
      from (
        select library_id, run, score, better, ${marksOfScore}
        from totals cross join ranked_runs
        where better < ${offset}::bigint + ${limit}::bigint and better + total > ${offset}::bigint) as shown_scores
      where bit_count(marks) > 0),
    ranked as (
      select library_id, score, better, (run::bigint << 9) + bit as position,
        better + newer + row_number() over (partition by score, library_id, run order by bit desc) as best_rank
      from counted cross join generate_series(0, 511) as bit
      where get_bit(marks, bit) = 1
        and better + newer < ${offset}::bigint + ${limit}::bigint
        and (not ${oneLibrary}::boolean or better + newer + assets > ${offset}::bigint)),
    shown as (
      select a.id, r.score, r.position, r.library_id, r.best_rank,
        min(r.best_rank) over (partition by r.score) - 1 as before,
        min(a.created_at) over (partition by r.score, r.library_id order by r.position desc) as merged_at
      from ranked r
      cross join lateral (
        select id, created_at from assets
        where library_id = r.library_id and position = r.position and parent_id is null and trashed_at is null
        offset 0) a
      where r.best_rank <= ${offset}::bigint + ${limit}::bigint
        and (not ${oneLibrary}::boolean or r.best_rank > ${offset}::bigint)),
    page as (
      select id, score, rank from (
        select id, score,
          before + row_number() over (partition by score order by merged_at desc, library_id, position desc) as rank
        from shown) as merged
      where rank > ${offset}::bigint and rank <= ${offset}::bigint + ${limit}::bigint)`;
}

// Positions order one library; over several, the time does. Ids decide where others tie.
const orders = {
  newest: { one: raw("a.position desc"), several: raw("a.created_at desc, a.id") },
  oldest: { one: raw("a.position"), several: raw("a.created_at, a.id") },
  name: raw("a.name collate natural_order, a.id"),
  largest: raw("coalesce(a.public_bytes, a.bytes) desc, a.id"),
  taken_newest: {
    one: raw("a.taken_at desc nulls last, a.position desc"),
    several: raw("a.taken_at desc nulls last, a.created_at desc, a.id"),
  },
  taken_oldest: {
    one: raw("a.taken_at, a.position desc"),
    several: raw("a.taken_at, a.created_at desc, a.id"),
  },
};

/** Reads what every match is sorted by, so it costs more the more there are. */
export function sortedPage(
  { libraryIds }: SearchScope,
  { offset, limit }: AssetPage,
  sort: Exclude<SearchSort, "best">,
): Sql {
  const order = orders[sort];
  const by = "one" in order ? order[libraryIds.length === 1 ? "one" : "several"] : order;
  return sql`
    page as (
      select a.id, s.score, row_number() over (order by ${by}) as rank
      from (select library_id, run, score, ${marksOfScore} from totals cross join ranked_runs) s
      cross join generate_series(0, 511) as bit
      cross join lateral (
        select id, position, created_at, name, bytes, public_bytes, taken_at from assets
        where library_id = s.library_id and position = (s.run::bigint << 9) + bit and parent_id is null and trashed_at is null
        offset 0) a
      where get_bit(s.marks, bit) = 1
      order by rank limit ${limit} offset ${offset})`;
}
