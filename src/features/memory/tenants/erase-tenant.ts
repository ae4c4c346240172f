import sql from "sql-template-tag";
import { dropJobs } from "../../../kernel/job.ts";
import type { Database } from "../../../platform/database/database.ts";
import type { Queryable } from "../../../platform/database/queryable.ts";
import { deliveryJob } from "../../webhooks/jobs.ts";
import { type Erased, eraseUser } from "../users/store.ts";

export type ErasedTenant = Erased & { users: number };

export const nothingErased: ErasedTenant = { users: 0, conversations: 0, interactions: 0, facts: 0 };

/**
 * The moment a tenant ends: without its keys nothing that it sealed can be read again, by anybody, and nobody may call in its
 * name. API keys that reach libraries stay for those, without scopes. What is unreadable now is removed by `eraseTenant`.
 */
export async function shredTenant(tx: Queryable, organizationId: number): Promise<void> {
  await tx.execute(
    sql`update tenants set status = 'deleted', email = null, byok_check = null where organization_id = ${organizationId}`,
  );
  await tx.execute(sql`delete from tenant_keys where organization_id = ${organizationId}`);
  await tx.execute(
    sql`delete from keys k where k.organization_id = ${organizationId}
          and not exists (select 1 from grants g where g.key_id = k.id)`,
  );
  await tx.execute(sql`update keys set scopes = '{}' where organization_id = ${organizationId}`);
}

/**
 * Removes everything that is held for a tenant, and the organization itself unless it holds libraries. A transaction for each
 * user, so that nobody waits for long; safe to repeat after a crash. Answers what went.
 */
export async function eraseTenant(database: Database, organizationId: number): Promise<ErasedTenant> {
  const erased = { ...nothingErased };
  await database.transaction((tx) => shredTenant(tx, organizationId));
  for (;;) {
    const user = await database.maybe<{ id: string }>(
      sql`select id from memory_users where organization_id = ${organizationId} limit 1`,
    );
    if (!user) break;
    const counts = await database.transaction((tx) => eraseUser(tx, organizationId, user.id));
    if (!counts) continue; // another process erased it
    erased.users++;
    erased.conversations += counts.conversations;
    erased.interactions += counts.interactions;
    erased.facts += counts.facts;
  }
  await database.transaction(async (tx) => {
    await tx.execute(sql`delete from idempotent_ingests where organization_id = ${organizationId}`);
    const deliveries = await tx.query<{ id: string }>(
      sql`delete from webhook_deliveries where organization_id = ${organizationId} and event not like 'asset.%' returning id`,
    );
    await dropJobs(
      tx,
      deliveries.map(({ id }) => deliveryJob.keyOf(id)),
    );
    await tx.execute(sql`delete from tenants where organization_id = ${organizationId}`);
    await tx.execute(
      sql`delete from organizations o where o.id = ${organizationId}
            and not exists (select 1 from libraries l where l.organization_id = o.id)
            and not exists (select 1 from keys k where k.organization_id = o.id)`,
    );
  });
  return erased;
}

/** Takes up what a crash left of tenants that were deleted. */
export async function eraseDeletedTenants(database: Database): Promise<void> {
  const left = await database.query<{ id: number }>(
    sql`select organization_id as id from tenants where status = 'deleted'`,
  );
  for (const { id } of left) await eraseTenant(database, id);
}
