import sql from "sql-template-tag";
import type { Database } from "../../../platform/database/database.ts";
import { deleteBlobsLater } from "../jobs.ts";
import { lockLibraries } from "./store.ts";

// Rows, and blob deletions, in one transaction.
const assetsAtATime = 500;

/**
 * Removes an organization's libraries with everything in them. Their files follow by jobs that are queued with the rows'
 * end. Safe to repeat after a crash.
 */
export async function eraseLibraries(database: Database, organizationId: number): Promise<void> {
  for (const libraryId of await librariesToEmpty(database, organizationId)) {
    while (await removeSomeAssets(database, libraryId)) {}
  }
  await database.transaction(async (tx) => {
    const ofIts = sql`library_id in (select id from libraries where organization_id = ${organizationId})`;
    await tx.execute(sql`delete from asset_runs where ${ofIts}`);
    await tx.execute(sql`delete from library_tags where ${ofIts}`);
    await tx.execute(sql`delete from libraries where organization_id = ${organizationId}`);
  });
}

/** Its own, and those that left it to be removed by themselves: their assets still name it. */
async function librariesToEmpty(database: Database, organizationId: number): Promise<number[]> {
  const libraries = await database.query<{ id: number }>(
    sql`select id from libraries where organization_id = ${organizationId}
        union select library_id from assets where organization_id = ${organizationId}`,
  );
  return libraries.map(({ id }) => id);
}

async function removeSomeAssets(database: Database, libraryId: number): Promise<boolean> {
  return database.transaction(async (tx) => {
    await lockLibraries(tx, [libraryId]);
    const some = await tx.query<{ id: string }>(
      sql`select id from assets where library_id = ${libraryId} limit ${assetsAtATime}`,
    );
    const ids = some.map(({ id }) => id);
    // Views first: they refer to their parents.
    const views = await tx.query<{ blob: string }>(
      sql`delete from assets where parent_id = any(${ids}::text[]) returning blob`,
    );
    const others = await tx.query<{ blob: string }>(
      sql`delete from assets where id = any(${ids}::text[]) returning blob`,
    );
    await deleteBlobsLater(
      tx,
      [...views, ...others].map(({ blob }) => blob),
    );
    return ids.length > 0;
  });
}
