import sql from "sql-template-tag";
import { prepared, type Queryable, unscoped } from "../../../../platform/database/queryable.ts";

// Per query word and library. Ordinary libraries have fewer than ten; this bounds vocabularies made to be slow.
const candidatesMax = 500;

/** For each word, those of the libraries' words that it may be a typo of. Their distance is not checked yet. */
export async function typoCandidates(
  db: Queryable,
  { organizationId, libraryIds }: { organizationId: number; libraryIds: readonly number[] },
  words: readonly { text: string; typos: number }[],
): Promise<Map<string, string[]>> {
  const tolerant = words.filter(({ typos }) => typos > 0);
  if (tolerant.length === 0) return new Map();
  const rows = await db.query<{ word: string; candidates: string[] }>(
    unscoped(
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
    ),
  );
  return new Map(rows.map(({ word, candidates }) => [word, candidates]));
}
