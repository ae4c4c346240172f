import sql, { empty, type Sql } from "sql-template-tag";
import { prepared, type Queryable } from "../../../platform/database/queryable.ts";
import { type AssetFilter, narrowing, takesAll } from "../assets/read/store.ts";
import { type AssetRow, assetColumns } from "../assets/row/store.ts";
import type { AssetPage } from "../assets/store.ts";
import type { QueryWord } from "./query.ts";
import { type Term, termsOf, typosOf } from "./terms.ts";

/** A found asset; a higher score is a better match. */
export type FoundRow = AssetRow & { score: number };

export interface Found {
  /** How many assets match, on all pages. */
  found: number;
  rows: FoundRow[];
  /** What was searched for, words reached by typos included. Highlights are made from it. */
  terms: Term[];
}

const everything: AssetFilter = { tagKeys: [] };

/** One page of the libraries' assets that match every word and pass the filter, best first, then newest. */
export async function matchingAssets(
  db: Queryable,
  organizationId: number,
  libraryIds: readonly number[],
  words: readonly QueryWord[],
  page: AssetPage,
  filter = everything,
): Promise<Found> {
  const near = await nearWords(db, organizationId, libraryIds, words);
  const terms = termsOf(words, near);
  const statement = matches(organizationId, libraryIds, terms, page, filter);
  const rows = await db.query<{ found: number } & (FoundRow | { id: null })>(
    takesAll(filter) ? prepared("search-assets", statement) : statement,
  );
  return {
    found: rows[0]?.found ?? 0,
    rows: rows.filter((row) => row.id !== null),
    terms,
  };
}

// Per query word and library. Ordinary libraries have fewer than ten; this bounds vocabularies made to be slow.
const candidatesMax = 500;

/** For each query word, the words in the libraries' vocabularies that it may be a typo of. */
async function nearWords(
  db: Queryable,
  organizationId: number,
  libraryIds: readonly number[],
  words: readonly QueryWord[],
): Promise<string[][]> {
  const candidates = new Map<string, string[]>();
  const tolerant = words.filter(({ typos }) => typos > 0);
  if (tolerant.length > 0) {
    const rows = await db.query<{ word: string; candidates: string[] }>(
      prepared(
        "search-vocabulary",
        sql`select w.word, array_agg(distinct v.word) as candidates
            from libraries l
            cross join unnest(${tolerant.map(({ text }) => text)}::text[],
              ${tolerant.map(({ typos }) => typos)}::integer[]) as w(word, typos)
            cross join lateral (
              select word from search_vocabulary
              where library_id = l.id
                and search_remains(word, case when length(word) < 7 then 1 else 2 end) && search_remains(w.word, w.typos)
                and length(word) between length(w.word) - w.typos and length(w.word) + w.typos
              limit ${candidatesMax}) v
            where l.organization_id = ${organizationId} and l.id = any(${libraryIds}::bigint[])
            group by w.word`,
      ),
    );
    for (const row of rows) candidates.set(row.word, row.candidates);
  }
  return words.map((word) => typosOf(word, candidates.get(word.text) ?? []));
}

/**
 * Builds bit maps per word and run of positions (in the name, in name or tags, anywhere), then combines them over all
 * words. Scores: 6 all words in the name, 5 in name or tags, 4 anywhere, 3 to 1 the same with typos. Counts come from the
 * bit maps, and only the page's assets are read. Libraries are merged by the age of their newest asset not yet shown.
 * `offset 0` stops the planner from reading whole tables: it expects wide ranges, and new libraries to be empty.
 */
function matches(
  organizationId: number,
  libraryIds: readonly number[],
  terms: readonly Term[],
  { offset, limit }: AssetPage,
  filter: AssetFilter,
): Sql {
  const oneLibrary = libraryIds.length === 1;
  const narrowed = takesAll(filter) ? empty : narrowedRuns(filter);
  return sql`
    with term as (
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
      from matching group by library_id, run having count(*) = (select count(distinct word) from term)),
    ${narrowed}
    scored as (
      select library_id, run, score, marks, bit_count(marks) as assets
      from ${takesAll(filter) ? sql`matching_all` : sql`narrowed`} cross join lateral (values
        (6, exact_name), (5, exact_tags & ~exact_name), (4, exact & ~exact_tags),
        (3, near_name & ~exact), (2, near_tags & ~(exact | near_name)), (1, near & ~(exact | near_tags))
      ) as s(score, marks)
      where bit_count(marks) > 0),
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
      select id, score,
        before + row_number() over (partition by score order by merged_at desc, library_id, position desc) as rank
      from shown)
    select (select coalesce(sum(assets), 0)::bigint from scored) as found, p.score, ${assetColumns}
    from (values (0)) as always
    left join page p on p.rank > ${offset}::bigint and p.rank <= ${offset}::bigint + ${limit}::bigint
    left join assets a on a.id = p.id
    left join libraries l on l.id = a.library_id
    order by p.rank`;
}

/** Keeps the assets that pass the filter. Reads only the runs in which all words matched. */
const narrowedRuns = (filter: AssetFilter): Sql => sql`
    narrowed as (
      select m.library_id, m.run, m.exact_name & n.marks as exact_name, m.exact_tags & n.marks as exact_tags,
        m.exact & n.marks as exact, m.near_name & n.marks as near_name, m.near_tags & n.marks as near_tags,
        m.near & n.marks as near
      from matching_all m
      cross join lateral (
        select bit_or(set_bit(0::bit(512), (a.position & 511)::integer, 1)) as marks from assets a
        where a.library_id = m.library_id and a.position >= m.run::bigint << 9 and a.position < (m.run + 1)::bigint << 9
          and a.parent_id is null and a.trashed_at is null ${narrowing(filter)}
        offset 0) n
      where n.marks is not null),`;
