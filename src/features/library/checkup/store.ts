import sql, { type Sql } from "sql-template-tag";
import { addJobSql, keySql } from "../../../kernel/job.ts";
import type { MediaType } from "../../../media/sniff/media-type.ts";
import type { Queryable } from "../../../platform/database/queryable.ts";
import { blobDeletionJob, processingJob } from "../jobs.ts";

/** What an asset's row says about its files. */
export interface AssetFiles {
  id: string;
  blob: string;
  mediaType: MediaType;
  bytes: number;
  sha256: Buffer;
  stripped: boolean;
  /** Null if there is no copy without private metadata, or it is from a version that did not count its bytes. */
  publicBytes: number | null;
}

const assetsAtATime = 500;

/** The files of all assets of the server. */
export async function* assetFiles(db: Queryable): AsyncIterable<AssetFiles> {
  for (let after = ""; ; ) {
    const rows = await db.query<AssetFiles>(
      sql`select id, blob, media_type as "mediaType", bytes, sha256, stripped, public_bytes as "publicBytes"
          from assets where id > ${after} order by id limit ${assetsAtATime}`,
    );
    yield* rows;
    if (rows.length < assetsAtATime) return;
    after = rows.at(-1)?.id ?? after;
  }
}

/** Other files that had the same content when they were uploaded. */
export async function sameContent(db: Queryable, { sha256, blob }: AssetFiles): Promise<string[]> {
  const rows = await db.query<{ blob: string }>(
    sql`select blob from assets where sha256 = ${sha256} and blob <> ${blob} limit 10`,
  );
  return rows.map(({ blob }) => blob);
}

/** Those of the blobs that a job is going to delete. */
export async function blobsToDelete(db: Queryable, blobs: readonly string[]): Promise<string[]> {
  const rows = await db.query<{ blob: string }>(sql`
    select j.payload->>'blob' as blob from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier = ${blobDeletionJob.name} and j.payload->>'blob' = any(${blobs}::text[])`);
  return rows.map(({ blob }) => blob);
}

const withoutJob = sql`a.status = 'processing'
  and not exists (select from graphile_worker.jobs where key = ${keySql(processingJob, sql`a.id`)})`;

/** Assets that wait to be processed, and that no job is going to process. */
export async function assetsWithoutJob(db: Queryable): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    sql`select a.id from assets a where ${withoutJob} order by a.id`,
  );
  return rows.map(({ id }) => id);
}

export async function queueAssetsWithoutJob(db: Queryable): Promise<void> {
  const job = addJobSql(processingJob, {
    payload: sql`json_build_object('assetId', a.id, 'blob', a.blob)`,
    key: keySql(processingJob, sql`a.id`),
  });
  await db.query(sql`select ${job} from assets a where ${withoutJob}`);
}

export const allLibraryIds = async (db: Queryable): Promise<number[]> =>
  (await db.query<{ id: number }>(sql`select id from libraries order by id`)).map(({ id }) => id);

/** A table that triggers keep, and what it should hold. */
export interface Derived {
  /** One row, `wrong`: how many rows of a library differ from what its assets say. */
  compare(libraryId: number): Sql;
  /** Makes the rows anew. The library is locked. */
  rebuild(libraryId: number): Sql[];
}

const runsOf = (libraryId: number) => sql`
  select position >> 9 as run, count(*) filter (where trashed_at is null)::int as assets,
    count(*) filter (where trashed_at is not null)::int as trashed
  from assets where library_id = ${libraryId} and parent_id is null group by 1`;

/** How many assets are in each run of positions: what lists count and page by. */
export const runs: Derived = {
  compare: (libraryId) => sql`
    select count(*)::int as wrong
    from (select run, assets, trashed from asset_runs where library_id = ${libraryId} and (assets <> 0 or trashed <> 0)) s
      full join (${runsOf(libraryId)}) t using (run)
    where (s.assets, s.trashed) is distinct from (t.assets, t.trashed)`,
  rebuild: (libraryId) => [
    sql`delete from asset_runs where library_id = ${libraryId}`,
    sql`insert into asset_runs (library_id, run, assets, trashed)
        select ${libraryId}, run, assets, trashed from (${runsOf(libraryId)}) t`,
  ],
};

const tagsOf = (libraryId: number) => sql`
  select u.tag_key, min(u.tag) as tag, count(*)::int as assets
  from assets a, unnest(a.tags, a.tag_keys) as u(tag, tag_key)
  where a.library_id = ${libraryId} and a.parent_id is null and a.trashed_at is null group by 1`;

/** How many assets have each tag. */
export const tags: Derived = {
  compare: (libraryId) => sql`
    select count(*)::int as wrong
    from (select tag_key, assets from library_tags where library_id = ${libraryId} and assets <> 0) s
      full join (${tagsOf(libraryId)}) t using (tag_key)
    where s.assets is distinct from t.assets`,
  rebuild: (libraryId) => [
    sql`update library_tags set assets = 0 where library_id = ${libraryId}`,
    sql`insert into library_tags as t (library_id, tag_key, tag, assets)
        select ${libraryId}, tag_key, tag, assets from (${tagsOf(libraryId)}) found
        on conflict (library_id, tag_key) do update set assets = excluded.assets`,
  ],
};

const wordsOf = (libraryId: number) => sql`
  select (e.position >> 9)::int as run, e.place, e.word,
    bit_or(set_bit(0::bit(512), (e.position & 511)::int, 1)) as marks
  from assets a cross join lateral search_entries(a) e where a.library_id = ${libraryId} group by 1, 2, 3`;

const missingVocabulary = (libraryId: number) => sql`
  select word from search_words where library_id = ${libraryId} and length(word) >= 4 and word !~ '^=|\\d|\\*$'
  except select word from search_vocabulary where library_id = ${libraryId}`;

/** The words that search finds assets by. */
export const words: Derived = {
  compare: (libraryId) => sql`
    select (select count(*) from (select run, place, word, marks from search_words
        where library_id = ${libraryId} and marks <> 0::bit(512)) s
      full join (${wordsOf(libraryId)}) t using (run, place, word)
    where s.marks is distinct from t.marks)::int + (select count(*) from (${missingVocabulary(libraryId)}) v)::int as wrong`,
  rebuild: (libraryId) => [
    sql`delete from search_words where library_id = ${libraryId}`,
    sql`insert into search_words (library_id, run, place, word, marks)
        select ${libraryId}, run, place, word, marks from (${wordsOf(libraryId)}) t`,
    sql`insert into search_vocabulary (library_id, word)
        select ${libraryId}, word from (${missingVocabulary(libraryId)}) v on conflict do nothing`,
  ],
};

export const countWrong = async (tx: Queryable, derived: Derived, libraryId: number): Promise<number> =>
  (await tx.one<{ wrong: number }>(derived.compare(libraryId))).wrong;

export async function rebuild(tx: Queryable, derived: Derived, libraryId: number): Promise<void> {
  for (const statement of derived.rebuild(libraryId)) await tx.execute(statement);
}
