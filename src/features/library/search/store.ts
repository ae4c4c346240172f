import sql, { empty, join, raw, type Sql } from "sql-template-tag";
import { prepared, type Queryable, unscoped } from "../../../platform/database/queryable.ts";
import { type AssetFilter, type AssetSort, narrowing, takesAll } from "../assets/read/store.ts";
import { type AssetRow, assetColumns } from "../assets/row/store.ts";
import type { AssetPage } from "../assets/store.ts";
import type { Query } from "./query.ts";
import { exactTerms, type Term, termsOf, typosOf } from "./terms.ts";
import { typoCandidates } from "./vocabulary/store.ts";

/** A found asset; a higher score is a better match. */
export type FoundRow = AssetRow & { score: number };

export type SearchSort = "best" | AssetSort;

export interface Found {
  /** How many assets match, on all pages. */
  found: number;
  rows: FoundRow[];
  /** What was searched for, words reached by typos included. Highlights are made from it. */
  terms: Term[];
}

interface Scope {
  organizationId: number;
  libraryIds: readonly number[];
}

const everything: AssetFilter = { tagKeys: [] };

/** One page of the libraries' assets that match the query and pass the filter; best first, then newest, or sorted. */
export async function matchingAssets(
  db: Queryable,
  scope: Scope,
  query: Query,
  page: AssetPage,
  { filter = everything, sort }: { filter?: AssetFilter | undefined; sort: SearchSort },
): Promise<Found> {
  const terms = await termsFor(db, scope, query);
  const isPlain = takesAll(filter) && query.without.length === 0;
  const statement = sql`
    with ${matchedRuns(scope, terms)},
    ${isPlain ? empty : sql`${withoutExcluded(scope, query)}, ${narrowed(filter)},`}
    ${scored(scope, isPlain ? "matching_all" : "narrowed", query.name)},
    ${sort === "best" ? bestPage(scope, page) : sortedPage(scope, page, sort)}
    select (select coalesce(sum(assets), 0)::bigint from scored) as found, p.score, ${assetColumns}
    from (values (0)) as always
    left join page p on true
    left join assets a on a.id = p.id
    left join libraries l on l.id = a.library_id
    order by p.rank`;
  const rows = await db.query<{ found: number } & (FoundRow | { id: null })>(
    unscoped(isPlain && sort === "best" ? prepared("search-assets", statement) : statement),
  );
  return {
    found: rows[0]?.found ?? 0,
    rows: rows.filter((row) => row.id !== null),
    terms,
  };
}

/** The terms that a query's words are looked up by, words reached by typos included. */
export async function termsFor(db: Queryable, scope: Scope, { words }: Query): Promise<Term[]> {
  const candidates = await typoCandidates(db, scope, words);
  return termsOf(
    words,
    words.map((word) => typosOf(word, candidates.get(word.text) ?? [])),
  );
}

/**
 * Bit maps per word and run of positions (in the name, in name or tags, anywhere), then combined over all words. `offset 0`
 * stops the planner from reading whole tables: it expects wide ranges, and new libraries to be empty.
 */
export const matchedRuns = ({ organizationId, libraryIds }: Scope, terms: readonly Term[]): Sql => sql`
    term as (
      select * from unnest(
        ${terms.map(({ word }) => word)}::integer[], ${terms.map(({ first }) => first)}::text[],
        ${terms.map(({ last }) => last)}::text[], ${terms.map(({ typo }) => typo)}::boolean[]
      ) as t(word, first, last, typo)),
    matching as (
      select t.word, w.library_id, w.run,
        coalesce(bit_or(w.marks) filter (where not t.typo and w.place <= 1), 0::bit(512)) as exact_name,
        coalesce(bit_or(w.marks) filter (where not t.typo and w.place <= 2), 0::bit(512)) as exact_tags,
        coalesce(bit_or(w.marks) filter (where not t.typo), 0::bit(512)) as exact,
        coalesce(bit_or(w.marks) filter (where w.place <= 1), 0::bit(512)) as near_name,
        coalesce(bit_or(w.marks) filter (where w.place <= 2), 0::bit(512)) as near_tags,
        bit_or(w.marks) as near
      from libraries l cross join term t
      cross join lateral (
        select library_id, run, place, marks from search_words
        where library_id = l.id and word between t.first and t.last
        offset 0) w
      where l.organization_id = ${organizationId} and l.id = any(${libraryIds}::bigint[])
      group by t.word, w.library_id, w.run),
    matching_all as (
      select library_id, run, bit_and(exact_name) as exact_name, bit_and(exact_tags) as exact_tags,
        bit_and(exact) as exact, bit_and(near_name) as near_name, bit_and(near_tags) as near_tags,
        bit_and(near) as near
      from matching group by library_id, run having count(*) = (select count(distinct word) from term))`;

/** The bit maps of what carries all words of any exclusion, exactly. */
export function withoutExcluded({ organizationId, libraryIds }: Scope, { without }: Query): Sql {
  const terms = without.flatMap((words, exclusion) =>
    words.flatMap((word, n) =>
      exactTerms(word, n).map((term) => ({ ...term, exclusion, words: words.length })),
    ),
  );
  return sql`
    excluded as (
      select library_id, run, bit_or(marks) as marks from (
        select exclusion, library_id, run, bit_and(marks) as marks from (
          select t.exclusion, t.words, t.word, w.library_id, w.run, bit_or(w.marks) as marks
          from libraries l
          cross join unnest(
            ${terms.map(({ exclusion }) => exclusion)}::integer[], ${terms.map(({ words }) => words)}::integer[],
            ${terms.map(({ word }) => word)}::integer[], ${terms.map(({ first }) => first)}::text[],
            ${terms.map(({ last }) => last)}::text[]) as t(exclusion, words, word, first, last)
          cross join lateral (
            select library_id, run, marks from search_words
            where library_id = l.id and word between t.first and t.last
            offset 0) w
          where l.organization_id = ${organizationId} and l.id = any(${libraryIds}::bigint[])
          group by t.exclusion, t.words, t.word, w.library_id, w.run) as of_word
        group by exclusion, words, library_id, run having count(*) = words) as of_exclusion
      group by library_id, run)`;
}

/** Keeps the assets that no exclusion matches and that pass the filter. Reads only the runs in which all words matched. */
export const narrowed = (filter: AssetFilter): Sql => {
  const passing = takesAll(filter)
    ? sql`select ~0::bit(512) as marks`
    : sql`select bit_or(set_bit(0::bit(512), (a.position & 511)::integer, 1)) as marks from assets a
        where a.library_id = m.library_id and a.position >= m.run::bigint << 9 and a.position < (m.run + 1)::bigint << 9
          and a.parent_id is null and a.trashed_at is null ${narrowing(filter)}
        offset 0`;
  const maps = ["exact_name", "exact_tags", "exact", "near_name", "near_tags", "near"].map((map) =>
    raw(`m.${map} & n.marks & ~coalesce(x.marks, 0::bit(512)) as ${map}`),
  );
  return sql`
    narrowed as (
      select m.library_id, m.run, ${join(maps)}
      from matching_all m
      cross join lateral (${passing}) n
      left join excluded x on x.library_id = m.library_id and x.run = m.run
      where n.marks is not null)`;
};

/** Scores: 7 the name itself, 6 all words in the name, 5 in name or tags, 4 anywhere, 3 to 1 the same with typos. */
const scored = (
  { organizationId, libraryIds }: Scope,
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
    scored as (
      select library_id, run, score, marks, bit_count(marks) as assets
      from (
        select m.*, exact_name & coalesce(n.marks, 0::bit(512)) as whole_name
        from ${raw(matched)} m left join named n using (library_id, run)) m
      cross join lateral (values
        (7, whole_name), (6, exact_name & ~whole_name), (5, exact_tags & ~exact_name), (4, exact & ~exact_tags),
        (3, near_name & ~exact), (2, near_tags & ~(exact | near_name)), (1, near & ~(exact | near_tags))
      ) as s(score, marks)
      where bit_count(marks) > 0)`;

/** Counts come from the bit maps, and only the page's assets are read. Libraries are merged by the age of their newest
 * asset not yet shown. */
function bestPage({ libraryIds }: Scope, { offset, limit }: AssetPage): Sql {
  const oneLibrary = libraryIds.length === 1;
  return sql`
    counted as (
      select library_id, run, score, marks, assets,
        sum(assets) over (order by score desc) - sum(assets) over (partition by score) as better,
        sum(assets) over (partition by score, library_id order by run desc) - assets as newer
      from scored),
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
function sortedPage(
  { libraryIds }: Scope,
  { offset, limit }: AssetPage,
  sort: Exclude<SearchSort, "best">,
): Sql {
  const order = orders[sort];
  const by = "one" in order ? order[libraryIds.length === 1 ? "one" : "several"] : order;
  return sql`
    page as (
      select a.id, s.score, row_number() over (order by ${by}) as rank
      from scored s cross join generate_series(0, 511) as bit
      cross join lateral (
        select id, position, created_at, name, bytes, public_bytes, taken_at from assets
        where library_id = s.library_id and position = (s.run::bigint << 9) + bit and parent_id is null and trashed_at is null
        offset 0) a
      where get_bit(s.marks, bit) = 1
      order by rank limit ${limit} offset ${offset})`;
}
