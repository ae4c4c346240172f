import sql from "sql-template-tag";
import { fail } from "../../../../../kernel/failure.ts";
import type { Queryable } from "../../../../../platform/database/queryable.ts";

/** Records that a blob folder is about to be written, so that the sweeper finds it if it is never committed. */
export async function noteStaged(db: Queryable, blob: string, at: Date): Promise<void> {
  await db.execute(sql`insert into staged_blobs (blob, created_at) values (${blob}, ${at})`);
}

/** Removes blobs from the staged ones, because they belong to rows now or are gone. Returns how many were still staged. */
export async function dropStaged(db: Queryable, blobs: readonly string[]): Promise<number> {
  return db.execute(sql`delete from staged_blobs where blob = any(${blobs}::text[]) and not swept`);
}

/** Takes blobs from the staged ones for their rows. Fails if the sweeper was faster. */
export async function mustStillBeStaged(tx: Queryable, blobs: readonly string[]): Promise<void> {
  if ((await dropStaged(tx, blobs)) === blobs.length) return;
  throw fail.input("The upload took longer than a day and was discarded. Upload the files again.");
}

/** Those of the blobs that are not committed. Waits for a running commit. */
export async function stillStaged(db: Queryable, blobs: readonly string[]): Promise<string[]> {
  const rows = await db.query<{ blob: string }>(
    sql`select blob from staged_blobs where blob = any(${blobs}::text[]) for update`,
  );
  return rows.map(({ blob }) => blob);
}

/**
 * Claims blobs that were staged before this time and never committed. A commit can no longer use them, so their files may be
 * deleted. Returns blobs of an unfinished earlier sweep again.
 */
export async function takeForgotten(db: Queryable, before: Date, limit: number): Promise<string[]> {
  const rows = await db.query<{ blob: string }>(
    sql`update staged_blobs set swept = true
        where blob in (select blob from staged_blobs where created_at < ${before} order by created_at limit ${limit})
        returning blob`,
  );
  return rows.map(({ blob }) => blob);
}

/** Removes claimed blobs after their files were deleted. */
export async function dropSwept(db: Queryable, blobs: readonly string[]): Promise<void> {
  await db.execute(sql`delete from staged_blobs where blob = any(${blobs}::text[]) and swept`);
}
