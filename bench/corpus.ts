import { randomBytes } from "node:crypto";
import sql, { raw } from "sql-template-tag";
import { uniqueTags } from "../src/features/library/assets/asset.ts";
import type { Queryable } from "../src/platform/database/queryable.ts";
import { type CorpusAsset, searchCorpus } from "./search-corpus.ts";

const rowsAtATime = 500;
// One asset in so many has a second view of itself.
const viewEvery = 50;

/** Fills the only library of a database with processed pictures, straight by SQL; the triggers count and index them. */
export async function fillLibrary(db: Queryable, assets: number): Promise<void> {
  const library = await db.one<{ id: number; organizationId: number }>(
    sql`select id, organization_id as "organizationId" from libraries`,
  );
  const corpus = [...searchCorpus(assets)];
  for (let from = 0; from < corpus.length; from += rowsAtATime) {
    await insertReady(db, library, corpus.slice(from, from + rowsAtATime), from + 1);
  }
  await insertViews(db);
  await db.execute(sql`update libraries set last_position = ${2 * assets}`);
  await db.execute(sql`vacuum analyze`);
}

/**
 * Makes a library so many times as large: later runs of positions are copies of the first ones. That is what the triggers
 * would have written, in a tenth of their time. Indexes that neither search nor a single asset reads are left out.
 */
export async function multiplyLibrary(db: Queryable, times: number): Promise<void> {
  const { runs } = await db.one<{ runs: number }>(sql`select max(run) + 1 as runs from asset_runs`);
  const unread = await db.query<{ name: string }>(
    sql`select indexname as name from pg_indexes where tablename = 'assets' and indexname not in ('assets_pkey', 'assets_listed', 'assets_views')`,
  );
  for (const { name } of unread) await db.execute(sql`drop index ${raw(name)}`);
  await db.execute(sql`alter table assets disable trigger user`);
  await db.execute(sql`
    insert into assets (id, organization_id, library_id, position, filename, name, description, tags, tag_keys, media_type, bytes,
      sha256, version, blob, stripped, width, height, blurhash, status, uploaded_by, created_at, updated_at)
    select left(md5(id || n), 11), organization_id, library_id, position + n * ${runs}::bigint * 512, filename, name, description,
      tags, tag_keys, media_type, bytes, sha256, version, md5(blob || n), stripped, width, height, blurhash, status, uploaded_by,
      created_at, updated_at
    from assets cross join generate_series(1, ${times - 1}::integer) as n where parent_id is null`);
  await db.execute(sql`alter table assets enable trigger user`);
  await db.execute(sql`
    insert into asset_runs (library_id, run, assets, trashed)
    select library_id, run + n * ${runs}::bigint, assets, trashed
    from asset_runs cross join generate_series(1, ${times - 1}::integer) as n`);
  await db.execute(sql`update library_tags set assets = assets * ${times}::integer`);
  await db.execute(sql`alter table search_words drop constraint search_words_pkey`);
  await db.execute(sql`
    insert into search_words (library_id, run, place, word, marks)
    select library_id, run + n * ${runs}::integer, place, word, marks
    from search_words cross join generate_series(1, ${times - 1}::integer) as n`);
  await db.execute(sql`alter table search_words add primary key (library_id, word, place, run)`);
  await db.execute(
    sql`update libraries set last_position = last_position + ${times - 1}::bigint * ${runs}::bigint * 512`,
  );
  await db.execute(sql`vacuum analyze`);
}

/** Inserts processed pictures of a library in one statement, the first at `position`. */
export async function insertReady(
  db: Queryable,
  library: { id: number; organizationId: number },
  assets: readonly CorpusAsset[],
  position: number,
): Promise<void> {
  const column = <T>(of: (asset: CorpusAsset, index: number) => T) => assets.map(of);
  const id = () => randomBytes(9).toString("base64url").slice(0, 11);
  const tags = column((asset) => JSON.stringify(uniqueTags(asset.tags)));
  await db.execute(
    sql`insert into assets (id, organization_id, library_id, position, filename, name, description, tags, tag_keys, media_type,
          bytes, sha256, version, blob, stripped, width, height, blurhash, status, uploaded_by, created_at, updated_at)
        select id, ${library.organizationId}, ${library.id}, ${position} - 1 + n, name || '.jpg', name, description,
          array(select json_array_elements_text(tags->'tags')), array(select json_array_elements_text(tags->'keys')), 'image/jpeg',
          1000000 + n, sha256(id::bytea), left(md5(id), 12) || '1', md5(id), true, 4000, 3000, 'LEHV6nWB2yk8pyo0adR*.7kCMdnj',
          'ready', 'Camera upload', now(), now()
        from unnest(${column(id)}::text[], ${column((a) => a.name)}::text[], ${column((a) => a.description)}::text[],
          ${tags}::json[]) with ordinality as u(id, name, description, tags, n)`,
  );
}

async function insertViews(db: Queryable): Promise<void> {
  await db.execute(
    sql`insert into assets (id, organization_id, library_id, position, parent_id, filename, name, media_type, bytes, sha256,
          version, blob, stripped, width, height, blurhash, status, uploaded_by, created_at, updated_at)
        select left(md5(id), 11), organization_id, library_id, max(position) over () + position, id, filename, name || ' (crop)',
          media_type, bytes, sha256, version, md5(blob), stripped, 2000, 2000, blurhash, status, uploaded_by, created_at, updated_at
        from assets where position % ${viewEvery} = 0`,
  );
}
