import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { newAgent } from "../../../../../test/support/agent.ts";
import { testApp } from "../../../../../test/support/app.ts";
import { movie } from "../../../../../test/support/files.ts";
import type { Queryable } from "../../../../platform/database/queryable.ts";

const { app, database } = await testApp();
const agent = await newAgent(app);
const films = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`${i}.mp4`, movie()]));
const uploaded = async (): Promise<string[]> =>
  (await agent.upload(films)).data.assets.map(({ id }: { id: string }) => id);
const ids = [...(await uploaded()), ...(await uploaded())];

const tagsFrom = (first: number, count: number) => Array.from({ length: count }, (_, i) => `tag${first + i}`);

/** How many rows of counters and of the index of search a change of assets writes. Nothing of it stays. */
async function rowsWritten(change: (tx: Queryable) => Promise<unknown>): Promise<Record<string, number>> {
  const undo = new Error("undo");
  let written: [string, number][] = [];
  await database
    .transaction(async (tx) => {
      const before = await writtenSoFar(tx);
      await change(tx);
      const after = await writtenSoFar(tx);
      written = [...after].map(([table, rows]) => [table, rows - (before.get(table) ?? 0)]);
      throw undo;
    })
    .catch((error) => {
      if (error !== undo) throw error;
    });
  return Object.fromEntries(written);
}

/** By this connection, in this transaction and lately. */
async function writtenSoFar(tx: Queryable): Promise<Map<string, number>> {
  const rows = await tx.query<{ name: string; written: number }>(
    sql`select relname as name, (n_tup_ins + n_tup_upd + n_tup_del)::int as written from pg_stat_xact_user_tables
        where relname in ('asset_runs', 'library_tags', 'search_words', 'search_vocabulary')`,
  );
  return new Map(rows.map(({ name, written }) => [name, written]));
}

const tag = (tx: Queryable, assets: readonly string[], tags: readonly string[]) =>
  tx.execute(
    sql`update assets set tags = tags || ${tags}::text[], tag_keys = tag_keys || ${tags}::text[]
        where id = any(${assets}::text[])`,
  );

test("tagging forty assets writes as many rows of counters and of the index as tagging one", async () => {
  const tags = tagsFrom(0, 20);
  const one = await rowsWritten((tx) => tag(tx, ids.slice(0, 1), tags));
  expect(one).toMatchObject({ asset_runs: 0, library_tags: 20 });
  expect(await rowsWritten((tx) => tag(tx, ids, tags))).toEqual(one);
});

test("what an asset is tagged with already is not counted and indexed again", async () => {
  const more = tagsFrom(80, 20);
  const first = await rowsWritten((tx) => tag(tx, ids, more));
  await database.transaction((tx) => tag(tx, ids, tagsFrom(0, 80)));
  const last = await rowsWritten((tx) => tag(tx, ids, more));
  for (const [name, written] of Object.entries(last))
    expect(written, name).toBeLessThanOrEqual(first[name] ?? 0);
  const removed = await rowsWritten((tx) =>
    tx.execute(
      sql`update assets set tags = tags[1:79], tag_keys = tag_keys[1:79] where id = any(${ids}::text[])`,
    ),
  );
  expect(removed).toMatchObject({ asset_runs: 0, library_tags: 1 });
});

test("deleting, restoring and adding assets write each counter once", async () => {
  const trash = (tx: Queryable) =>
    tx.execute(sql`update assets set trashed_at = now() where id = any(${ids}::text[])`);
  expect(await rowsWritten(trash)).toMatchObject({ asset_runs: 1, library_tags: 80 });
  const purge = (tx: Queryable) => tx.execute(sql`delete from assets where id = any(${ids}::text[])`);
  expect(await rowsWritten(purge)).toMatchObject({ asset_runs: 1, library_tags: 80 });
  const copy = (tx: Queryable) =>
    tx.execute(
      sql`insert into assets (id, organization_id, library_id, position, filename, name, tags, tag_keys, media_type, bytes, sha256,
            version, blob, stripped, status, created_at, updated_at)
          select left(md5(id), 11), organization_id, library_id, position + 5120, filename, name, tags, tag_keys, media_type, bytes,
            sha256, version, md5(id), stripped, status, created_at, updated_at
          from assets where id = any(${ids}::text[])`,
    );
  expect(await rowsWritten(copy)).toMatchObject({ asset_runs: 1, library_tags: 80 });
});

test("a change of neither place nor tags writes no counter", async () => {
  const describe = (tx: Queryable) =>
    tx.execute(sql`update assets set status = 'ready', updated_at = now() where id = any(${ids}::text[])`);
  expect(await rowsWritten(describe)).toEqual({
    asset_runs: 0,
    library_tags: 0,
    search_words: 0,
    search_vocabulary: 0,
  });
});
