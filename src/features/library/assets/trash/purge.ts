import sql, { type Sql } from "sql-template-tag";
import { dayMs } from "../../../../platform/clock.ts";
import type { Database } from "../../../../platform/database/database.ts";
import { deleteBlobsLater } from "../../jobs.ts";
import { lockLibraries } from "../../libraries/store.ts";
import type { LibraryServices } from "../../services.ts";
import { inTrash } from "./store.ts";

// Rows, and blob deletions, in one transaction.
const assetsAtATime = 200;

/** Removes for good what has been in the trash for longer than the setting says, views with their parents. */
export async function purgeTrash({ database, clock, config }: LibraryServices): Promise<void> {
  const before = new Date(clock.now().getTime() - config.trashDays * dayMs);
  for (;;) {
    const due = await database.maybe<{ libraryId: number }>(
      sql`select library_id as "libraryId" from assets where trashed_at < ${before} order by trashed_at limit 1`,
    );
    if (!due) return;
    await purgeSome(database, due.libraryId, sql`library_id = ${due.libraryId} and trashed_at < ${before}`);
  }
}

/** Removes for good those of these assets that are in the library's trash, views with their parents; answers which. */
export async function purgeFromTrash(
  database: Database,
  libraryId: number,
  ids: readonly string[],
): Promise<string[]> {
  const named = sql`library_id = ${libraryId} and trashed_at is not null and id = any(${ids}::text[])`;
  const purged = new Set(await purgeSome(database, libraryId, named));
  return [...new Set(ids)].filter((id) => purged.has(id));
}

/** Removes for good all that is in the library's trash; answers how many assets. */
export async function purgeWholeTrash(database: Database, libraryId: number): Promise<number> {
  for (let count = 0; ; ) {
    const purged = await purgeSome(database, libraryId, inTrash(libraryId));
    if (purged.length === 0) return count;
    count += purged.length;
  }
}

async function purgeSome(database: Database, libraryId: number, due: Sql): Promise<string[]> {
  return database.transaction(async (tx) => {
    await lockLibraries(tx, [libraryId]);
    const chosen = await tx.query<{ id: string }>(
      sql`select a.id from assets a where ${due} limit ${assetsAtATime}`,
    );
    const ids = chosen.map(({ id }) => id);
    const views = await tx.query<{ blob: string }>(
      sql`delete from assets where parent_id = any(${ids}::text[]) returning blob`,
    );
    const purged = await tx.query<{ blob: string }>(
      sql`delete from assets where id = any(${ids}::text[]) returning blob`,
    );
    await deleteBlobsLater(
      tx,
      [...views, ...purged].map(({ blob }) => blob),
    );
    return ids;
  });
}
