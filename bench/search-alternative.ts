import sql, { raw } from "sql-template-tag";
import { assetColumns } from "../src/features/library/assets/row/store.ts";
import { prepared, type Queryable } from "../src/platform/database/queryable.ts";

export interface Answer {
  found: number;
  ids: string[];
}

/**
 * Search as Postgres brings it, over the same folded texts: a weighted `tsvector` per asset under a GIN index, and the
 * words of all assets under a trigram index, as the manual of pg_trgm advises for typos. It needs `pg_trgm`.
 */
export async function fillDocuments(db: Queryable): Promise<void> {
  await db.execute(sql`create extension if not exists pg_trgm`);
  await db.execute(
    sql`create table documents (asset_id text, library_id bigint, position bigint, document tsvector)`,
  );
  await db.execute(sql`create table document_words (word text primary key)`);
  await addDocuments(db, 0, Number.MAX_SAFE_INTEGER);
  await db.execute(sql`create index on documents (position)`);
  await db.execute(sql`create index documents_gin on documents using gin (document) with (fastupdate = off)`);
  await db.execute(sql`create index document_words_gin on document_words using gin (word gin_trgm_ops)`);
  await db.execute(sql`vacuum analyze documents, document_words`);
}

/** Adds the assets of the positions after `after`, up to `last`. */
export async function addDocuments(db: Queryable, after: number, last: number): Promise<void> {
  const part = (column: string, weight: "A" | "B" | "C") =>
    sql`setweight(to_tsvector('simple',
          regexp_replace(search_fold(coalesce(${raw(column)}, '')), '[^[:alnum:]]+', ' ', 'g')), ${raw(`'${weight}'`)})`;
  await db.execute(sql`
    insert into documents
    select id, library_id, position, ${part("name", "A")} || ${part("array_to_string(tags, ' ')", "B")} || ${part("description", "C")}
    from assets where position > ${after}::bigint and position <= ${last}::bigint and parent_id is null and trashed_at is null`);
  await db.execute(sql`
    insert into document_words
    select distinct word from documents cross join unnest(tsvector_to_array(document)) as word
    where position > ${after}::bigint and position <= ${last}::bigint and length(word) >= 4 and word !~ '[0-9]'
    on conflict do nothing`);
}

/** Bytes of the vectors and of both indexes. A column of `assets` would not need the ids stored with the vectors. */
export const documentBytes = (db: Queryable): Promise<{ bytes: number }> =>
  db.one(sql`
    select (select sum(pg_column_size(document)) from documents)::bigint + pg_relation_size('documents_gin')
      + pg_total_relation_size('document_words') as bytes`);

/** The exact count and the first page of 20, best first, then newest. The last word may be unfinished. */
export async function searchDocuments(db: Queryable, libraryId: number, words: string[]): Promise<Answer> {
  return matching(db, libraryId, `${words.join(" & ")}:*`);
}

/** The same for one word with a typo: the words most like it by their trigrams are looked up first. */
export async function searchSimilar(db: Queryable, libraryId: number, word: string): Promise<Answer> {
  const similar = await db.query<{ word: string }>(
    prepared(
      "similar-words",
      sql`select word from document_words where word % ${word} order by similarity(word, ${word}) desc limit 20`,
    ),
  );
  if (similar.length === 0) return { found: 0, ids: [] };
  return matching(db, libraryId, similar.map((row) => row.word).join(" | "));
}

async function matching(db: Queryable, libraryId: number, query: string): Promise<Answer> {
  const rows = await db.query<{ found: number; id: string | null }>(
    prepared(
      "search-documents",
      sql`with matching as materialized (
            select asset_id, position, ts_rank(document, query) as rank
            from documents cross join to_tsquery('simple', ${query}) as query
            where library_id = ${libraryId} and document @@ query),
          page as (select * from matching order by rank desc, position desc limit 20)
          select (select count(*) from matching) as found, p.rank, ${assetColumns}
          from (values (0)) as always left join page p on true
          left join assets a on a.id = p.asset_id left join libraries l on l.id = a.library_id
          order by p.rank desc, p.position desc`,
    ),
  );
  return { found: rows[0]?.found ?? 0, ids: rows.flatMap(({ id }) => id ?? []) };
}
