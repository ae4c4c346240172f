import sql from "sql-template-tag";
import { dayMs } from "../clock.ts";
import { deleteBlobsLater } from "../jobs/add.ts";
import { lockLibraries } from "../libraries/store.ts";
import type { Services } from "../services.ts";
import type { Database } from "../storage/database.ts";

// Rows, and blob deletions, in one transaction.
const assetsAtATime = 200;

/** Removes for good what has been in the trash for longer than the setting says, views with their parents. */
export async function purgeTrash({ database, clock, config }: Services): Promise<void> {
  const before = new Date(clock.now().getTime() - config.trashDays * dayMs);
  for (;;) {
    const due = await database.maybe<{ libraryId: number }>(
      sql`select library_id as "libraryId" from assets where trashed_at < ${before} order by trashed_at limit 1`,
    );
    if (!due) return;
    await purgeLibrary(database, due.libraryId, before);
  }
}

async function purgeLibrary(database: Database, libraryId: number, before: Date): Promise<void> {
  await database.transaction(async (tx) => {
    await lockLibraries(tx, [libraryId]);
    const due = await tx.query<{ id: string }>(
      sql`select id from assets where library_id = ${libraryId} and trashed_at < ${before} limit ${assetsAtATime}`,
    );
    const ids = due.map(({ id }) => id);
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
  });
}
