import sql, { empty, join, raw, type Sql } from "sql-template-tag";
import { prepared, type Queryable, unscoped } from "../../../platform/database/queryable.ts";
import { type AssetFilter, narrowing, takesAll } from "../assets/read/store.ts";
import { type AssetRow, assetColumns } from "../assets/row/store.ts";
import type { AssetPage } from "../assets/store.ts";
import type { Query } from "./query.ts";
import { bestPage, ranked, type SearchScope as Scope, type SearchSort, sortedPage } from "./rank/store.ts";
import { exactTerms, type Term, termsOf, typosOf } from "./terms.ts";
import { typoCandidates } from "./vocabulary/store.ts";

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
    ${ranked(scope, isPlain ? "matching_all" : "narrowed", query.name)},
    ${sort === "best" ? bestPage(scope, page) : sortedPage(scope, page, sort)}
    select (select coalesce(sum(total), 0)::bigint from totals) as found, p.score, ${assetColumns}
    from (values (0)) as always
    left join page p on true
    left join assets a on a.id = p.id
    left join libraries l on l.id = a.library_id
    order by p.rank`;
  const rows = await db.query<{ found: number } & (FoundRow | { id: null })>(
    unscoped(
      isPlain && sort === "best"
        ? prepared(isOneWord(terms) ? "search-one-word" : "search-assets", statement)
        : statement,
    ),
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

// One bit map for each place and for each place with a typo, so that a row of the index is added to one of them only.
const layers = join(
  [1, 2, 3, 4, 5, 6].map((layer) =>
    raw(`coalesce(bit_or(w.marks) filter (where w.layer = ${layer}), 0::bit(512)) as layer_${layer}`),
  ),
);

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
    placed as (
      select t.word, w.library_id, w.run, ${layers}
      from libraries l cross join term t
      cross join lateral (
        select library_id, run, marks, least(greatest(place, 1), 3) + case when t.typo then 3 else 0 end as layer
        from search_words
        where library_id = l.id and word between t.first and t.last
        offset 0) w
      where l.organization_id = ${organizationId} and l.id = any(${libraryIds}::bigint[])
      group by t.word, w.library_id, w.run),
    matching as (
      select library_id, run, layer_1 as exact_name, layer_1 | layer_2 as exact_tags, layer_1 | layer_2 | layer_3 as exact,
        layer_1 | layer_4 as near_name, layer_1 | layer_2 | layer_4 | layer_5 as near_tags,
        layer_1 | layer_2 | layer_3 | layer_4 | layer_5 | layer_6 as near
      from placed),
    matching_all as (${isOneWord(terms) ? sql`select * from matching` : inAllWords})`;

const isOneWord = (terms: readonly Term[]): boolean => terms.every(({ word }) => word === 0);

const inAllWords = sql`
      select library_id, run, bit_and(exact_name) as exact_name, bit_and(exact_tags) as exact_tags,
        bit_and(exact) as exact, bit_and(near_name) as near_name, bit_and(near_tags) as near_tags,
        bit_and(near) as near
      from matching group by library_id, run having count(*) = (select count(distinct word) from term)`;

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
