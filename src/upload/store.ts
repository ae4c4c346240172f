import sql from "sql-template-tag";
import type { Queryable } from "../storage/queryable.ts";

/** Says that a blob folder is about to be written, so that the sweeper finds it if nobody ever commits it. */
export async function noteStaged(db: Queryable, blob: string, at: Date): Promise<void> {
  await db.execute(sql`insert into staged_blobs (blob, created_at) values (${blob}, ${at})`);
}

/** The blobs belong to rows now, or are gone. Answers how many were still staged. */
export async function dropStaged(db: Queryable, blobs: readonly string[]): Promise<number> {
  return db.execute(sql`delete from staged_blobs where blob = any(${blobs}::text[])`);
}

/** Those of the blobs that no commit took. Waits for one that is under way. */
export async function stillStaged(db: Queryable, blobs: readonly string[]): Promise<string[]> {
  const rows = await db.query<{ blob: string }>(
    sql`select blob from staged_blobs where blob = any(${blobs}::text[]) for update`,
  );
  return rows.map(({ blob }) => blob);
}

/** What was staged before then and never committed, oldest first. */
export async function forgottenStaged(db: Queryable, before: Date, limit: number): Promise<string[]> {
  const rows = await db.query<{ blob: string }>(
    sql`select blob from staged_blobs where created_at < ${before} order by created_at limit ${limit}`,
  );
  return rows.map(({ blob }) => blob);
}
