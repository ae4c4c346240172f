import sql from "sql-template-tag";
import { deleteBlobsLater } from "../jobs/add.ts";
import { eraseTenant } from "../memory/tenants/erase-tenant.ts";
import type { Database } from "../storage/database.ts";

// Rows, and blob deletions, in one transaction.
const assetsAtATime = 500;

/**
 * Removes an organization with everything in it. Its files follow by jobs that are queued with the rows' end. Safe to
 * repeat after a crash. Nothing can come in between: its keys go first.
 */
export async function removeOrganization(database: Database, organizationId: number): Promise<void> {
  await database.execute(sql`delete from keys where organization_id = ${organizationId}`);
  await eraseTenant(database, organizationId);
  while (await removeSomeAssets(database, organizationId)) {}
  await database.transaction(async (tx) => {
    const ofIts = sql`library_id in (select id from libraries where organization_id = ${organizationId})`;
    await tx.execute(sql`delete from asset_runs where ${ofIts}`);
    await tx.execute(sql`delete from library_tags where ${ofIts}`);
    await tx.execute(sql`delete from libraries where organization_id = ${organizationId}`);
    await tx.execute(sql`delete from organizations where id = ${organizationId}`);
  });
}

async function removeSomeAssets(database: Database, organizationId: number): Promise<boolean> {
  return database.transaction(async (tx) => {
    await tx.execute(
      sql`select 1 from libraries where organization_id = ${organizationId} order by id for no key update`,
    );
    // Views first: they refer to their parents.
    const removed = await tx.query<{ blob: string }>(
      sql`delete from assets where id in (
            select id from assets where organization_id = ${organizationId} order by parent_id nulls last limit ${assetsAtATime})
          returning blob`,
    );
    await deleteBlobsLater(
      tx,
      removed.map(({ blob }) => blob),
    );
    return removed.length > 0;
  });
}
