import sql from "sql-template-tag";
import type { Queryable } from "../../../platform/database/queryable.ts";

const blobsAtOnce = 1_000;

export const countBlobs = (db: Queryable): Promise<{ blobs: number; bytes: number }> =>
  db.one(sql`select count(*)::int as blobs, coalesce(sum(bytes), 0)::float8 as bytes from assets`);

/** The blobs of all assets of the server, within a transaction. */
export async function* allBlobs(tx: Queryable): AsyncIterable<string> {
  await tx.execute(sql`declare blobs no scroll cursor for select blob from assets`);
  for (;;) {
    const some = await tx.query<{ blob: string }>(sql`fetch 1000 from blobs`);
    for (const { blob } of some) yield blob;
    if (some.length < blobsAtOnce) return;
  }
}

/** Tells all nodes, of which this is one, that the files of an asset are gone. */
export async function tellNodes(db: Queryable, blob: string): Promise<void> {
  await db.execute(sql`select pg_notify('gone_files', ${blob})`);
}

/** Those of the blobs that belong to an asset or to an upload that is under way. */
export async function blobsWithRows(db: Queryable, blobs: readonly string[]): Promise<string[]> {
  const rows = await db.query<{ blob: string }>(
    sql`select blob from assets where blob = any(${blobs}::text[])
        union select blob from staged_blobs where blob = any(${blobs}::text[])`,
  );
  return rows.map(({ blob }) => blob);
}
