import sql from "sql-template-tag";
import type { Queryable } from "../../../../../platform/database/queryable.ts";

/** Says that a blob folder is about to be written, so that the sweeper finds it if nobody ever commits it. */
export async function noteStaged(db: Queryable, blob: string, at: Date): Promise<void> {
  await db.execute(sql`insert into staged_blobs (blob, created_at) values (${blob}, ${at})`);
}

/** The blobs belong to rows now, or are gone. Answers how many were still staged. */
export async function dropStaged(db: Queryable, blobs: readonly string[]): Promise<number> {
  return db.execute(sql`delete from staged_blobs where blob = any(${blobs}::text[]) and not swept`);
}

/** Those of the blobs that no commit took. Waits for one that is under way. */
export async function stillStaged(db: Queryable, blobs: readonly string[]): Promise<string[]> {
  const rows = await db.query<{ blob: string }>(
    sql`select blob from staged_blobs where blob = any(${blobs}::text[]) for update`,
  );
  return rows.map(({ blob }) => blob);
}

/**
 * Takes what was staged before then and never committed: from here on no commit can have it, so its files may be deleted.
 * What an earlier sweep took and did not finish comes again.
 */
export async function takeForgotten(db: Queryable, before: Date, limit: number): Promise<string[]> {
  const rows = await db.query<{ blob: string }>(
    sql`update staged_blobs set swept = true
        where blob in (select blob from staged_blobs where created_at < ${before} order by created_at limit ${limit})
        returning blob`,
  );
  return rows.map(({ blob }) => blob);
}

/** The files of these are gone. */
export async function dropSwept(db: Queryable, blobs: readonly string[]): Promise<void> {
  await db.execute(sql`delete from staged_blobs where blob = any(${blobs}::text[]) and swept`);
}
