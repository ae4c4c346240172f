import sql, { type Sql } from "sql-template-tag";
import { dropJobs } from "../../../../kernel/job.ts";
import type { Queryable } from "../../../../platform/database/queryable.ts";
import { deliveryJob } from "../../../webhooks/jobs.ts";

/** Selects exchanges of a user: one, those of a conversation, or all from before a time. */
export type Which = { interactionId: string } | { conversationId: string } | { saidBefore: Date };

export interface ErasedInteraction {
  id: string;
  ordinal: number;
  conversationId: string;
  buffered: boolean;
  unlearned: boolean;
  terms: Buffer;
}

/** Deletes exchanges with their embeddings. */
export function deleteInteractions(
  tx: Queryable,
  userId: string,
  which: Which,
): Promise<ErasedInteraction[]> {
  return tx.query<ErasedInteraction>(
    sql`with gone as (
          delete from interactions where user_id = ${userId} and ${condition(which)}
          returning id, ordinal, conversation_id as "conversationId", buffered, unlearned, terms),
        embeddings as (delete from interaction_embeddings where interaction_id in (select id from gone))
        select * from gone`,
  );
}

function condition(which: Which): Sql {
  if ("interactionId" in which) return sql`id = ${which.interactionId}`;
  if ("conversationId" in which) return sql`conversation_id = ${which.conversationId}`;
  return sql`said_at < ${which.saidBefore}`;
}

/**
 * Deletes the facts that only these erased exchanges state, and returns how many. What another exchange states as well stays,
 * and what a deleted fact had ended holds again.
 */
export async function deleteFactsFrom(
  tx: Queryable,
  userId: string,
  interactionIds: readonly string[],
): Promise<number> {
  await tx.execute(
    sql`update facts set sources = array(select unnest(sources) except select unnest(${interactionIds}::text[]))
        where user_id = ${userId} and sources && ${interactionIds}::text[]`,
  );
  await tx.execute(
    sql`update facts f set source_interaction_id = left_over.id, said_at = left_over.said_at
        from (select distinct on (g.id) g.id as fact_id, i.id, i.said_at
              from facts g join interactions i on i.user_id = g.user_id and i.id = any(g.sources)
              where g.user_id = ${userId} and g.source_interaction_id = any(${interactionIds}::text[])
              order by g.id, i.said_at desc) left_over
        where f.id = left_over.fact_id`,
  );
  const gone = await tx.query<{ slotHash: Buffer; keyHash: Buffer; validFrom: Date }>(
    sql`delete from facts where user_id = ${userId} and source_interaction_id = any(${interactionIds}::text[])
        returning slot_hash as "slotHash", key_hash as "keyHash", valid_from as "validFrom"`,
  );
  if (gone.length > 0) await reopenFacts(tx, userId, gone);
  return gone.length;
}

/** Facts that a deleted one had ended hold until the next one of theirs, or for good. */
async function reopenFacts(
  tx: Queryable,
  userId: string,
  gone: readonly { slotHash: Buffer; keyHash: Buffer; validFrom: Date }[],
): Promise<void> {
  await tx.execute(
    sql`update facts f set valid_to = (
          select min(n.valid_from) from facts n
          where n.user_id = ${userId} and n.forgotten_at is null and n.slot_hash = f.slot_hash and n.id <> f.id
            and n.valid_from > f.valid_from and (f.single or n.key_hash in (f.key_hash, g.key_hash)))
        from unnest(${gone.map(({ slotHash }) => slotHash)}::bytea[], ${gone.map(({ keyHash }) => keyHash)}::bytea[],
          ${gone.map(({ validFrom }) => validFrom)}::timestamptz[]) as g(slot_hash, key_hash, at)
        where f.user_id = ${userId} and f.forgotten_at is null and f.slot_hash = g.slot_hash and f.valid_to = g.at
          and f.valid_from < f.valid_to`,
  );
}

/** Removes the ids of erased exchanges from Idempotency-Keys. */
export async function forgetKeysOf(tx: Queryable, erased: readonly ErasedInteraction[]): Promise<void> {
  await tx.execute(
    sql`update idempotent_ingests set interaction_id = null where interaction_id = any(${erased.map(({ id }) => id)}::text[])`,
  );
}

/** Updates the counters after exchanges were erased. */
export async function countErased(
  tx: Queryable,
  userId: string,
  erased: readonly ErasedInteraction[],
): Promise<void> {
  await tx.execute(
    sql`update conversations c set message_count = message_count - g.n
        from (select id, count(*)::int as n from unnest(${erased.map((row) => row.conversationId)}::text[]) as id group by id) g
        where c.id = g.id`,
  );
  await tx.execute(
    sql`update memory_users set erasures = erasures + 1, buffered = buffered - ${erased.filter(({ buffered }) => buffered).length}
        where id = ${userId}`,
  );
}

/** The exchanges of a user whose facts are not extracted yet. */
export async function unlearnedOf(tx: Queryable, userId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    sql`select id from interactions where user_id = ${userId} and unlearned`,
  );
  return rows.map(({ id }) => id);
}

/** Deletes webhook events about a user, with the jobs that deliver them. */
export async function deleteEventsOf(tx: Queryable, organizationId: number, userId: string): Promise<void> {
  const rows = await tx.query<{ id: string }>(
    sql`delete from webhook_deliveries where organization_id = ${organizationId} and data->>'user_id' = ${userId} returning id`,
  );
  await dropJobs(
    tx,
    rows.map(({ id }) => deliveryJob.keyOf(id)),
  );
}

export interface Erased {
  conversations: number;
  interactions: number;
  facts: number;
}

/** Deletes a user's rows in every table except the index. */
export async function deleteUser(tx: Queryable, organizationId: number, userId: string): Promise<Erased> {
  await tx.execute(
    sql`delete from idempotent_ingests where interaction_id in (select id from interactions where user_id = ${userId})`,
  );
  const facts = await tx.execute(sql`delete from facts where user_id = ${userId}`);
  await tx.execute(sql`delete from interaction_embeddings where user_id = ${userId}`);
  const interactions = await tx.execute(sql`delete from interactions where user_id = ${userId}`);
  const conversations = await tx.execute(sql`delete from conversations where user_id = ${userId}`);
  await tx.execute(
    sql`delete from memory_users where organization_id = ${organizationId} and id = ${userId}`,
  );
  return { conversations, interactions, facts };
}

/**
 * Destroys a tenant's encryption keys and API keys, so that its data cannot be read and its API not be called. API keys with
 * access to libraries stay, without memory scopes.
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

/** Any user of a tenant. Undefined if none is left. */
export async function anyUserOf(db: Queryable, organizationId: number): Promise<string | undefined> {
  const user = await db.maybe<{ id: string }>(
    sql`select id from memory_users where organization_id = ${organizationId} limit 1`,
  );
  return user?.id;
}

/** Deletes a tenant without users, and its organization unless that has libraries or keys. */
export async function deleteTenant(tx: Queryable, organizationId: number): Promise<void> {
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
}

/** Organizations whose tenant is deleted but not erased yet. */
export async function deletedTenants(db: Queryable): Promise<number[]> {
  const rows = await db.query<{ id: number }>(
    sql`select organization_id as id from tenants where status = 'deleted'`,
  );
  return rows.map(({ id }) => id);
}

/** At most `limit` users with exchanges that are older than their tenant's `retention_days`. */
export function usersPastRetention(
  db: Queryable,
  now: Date,
  limit: number,
): Promise<{ organizationId: number; userId: string; days: number }[]> {
  return db.query(
    sql`select distinct t.organization_id as "organizationId", i.user_id as "userId", r.days from tenants t
        cross join lateral (select coalesce((t.settings->>'retention_days')::int, 30) as days) r
        join interactions i on i.organization_id = t.organization_id and i.said_at < ${now}::timestamptz - r.days * interval '24 hours'
        where r.days > 0 limit ${limit}`,
  );
}
