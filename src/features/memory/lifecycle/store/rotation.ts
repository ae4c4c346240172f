import { hash } from "node:crypto";
import sql from "sql-template-tag";
import type { Queryable } from "../../../../platform/database/queryable.ts";

// First half of the advisory lock on a tenant's rotation. The second half is the organization.
const movesOf = 0x6d6f7665;

/** Takes the shared lock of transactions that move a user of the tenant to another key. */
export async function lockForMove(tx: Queryable, organizationId: number): Promise<void> {
  await tx.query(sql`select pg_advisory_xact_lock_shared(${movesOf}, ${organizationId}::int)`);
}

/** Destroys former keys of a tenant that are no longer used. Waits for users that are being moved. */
export async function destroyUnusedKeys(tx: Queryable, organizationId: number): Promise<void> {
  await tx.query(sql`select pg_advisory_xact_lock(${movesOf}, ${organizationId}::int)`);
  await tx.execute(
    sql`delete from tenant_keys k using tenants t
        where t.organization_id = ${organizationId} and k.organization_id = t.organization_id and k.version < t.key_version
          and not exists (select 1 from memory_users u where u.organization_id = k.organization_id and u.key_version = k.version)
          and not exists (select 1 from facts f where f.organization_id = k.organization_id and f.forgotten_key_version = k.version)`,
  );
}

export async function replaceUser(
  tx: Queryable,
  user: { id: string; keyVersion: number; sealed: Buffer; externalRefHash: Buffer | null },
): Promise<void> {
  await tx.execute(
    sql`update memory_users set key_version = ${user.keyVersion}, sealed = ${user.sealed}, external_ref_hash = ${user.externalRefHash}
        where id = ${user.id}`,
  );
}

export interface Sealed {
  id: string;
  sealed: Buffer;
}

export function sealedConversations(tx: Queryable, userId: string): Promise<Sealed[]> {
  return tx.query<Sealed>(sql`select id, sealed from conversations where user_id = ${userId}`);
}

export async function replaceConversations(
  tx: Queryable,
  rows: readonly (Sealed & { refHash: Buffer | null })[],
): Promise<void> {
  await tx.execute(
    sql`update conversations c set sealed = u.sealed, ref_hash = u.ref_hash
        from unnest(${rows.map(({ id }) => id)}::text[], ${rows.map(({ sealed }) => sealed)}::bytea[],
                    ${rows.map(({ refHash }) => refHash)}::bytea[]) as u(id, sealed, ref_hash)
        where c.id = u.id`,
  );
}

/** Deletes a user's embeddings. The sweep queues them again. */
export async function dropEmbeddings(tx: Queryable, userId: string): Promise<void> {
  await tx.execute(sql`delete from interaction_embeddings where user_id = ${userId}`);
}

export async function replaceInteractions(
  tx: Queryable,
  rows: readonly (Sealed & { terms: Buffer })[],
): Promise<void> {
  await tx.execute(
    sql`update interactions i set sealed = u.sealed, sealed_sha256 = u.sha256, terms = u.terms
        from unnest(${rows.map(({ id }) => id)}::text[], ${rows.map(({ sealed }) => sealed)}::bytea[],
                    ${rows.map(({ sealed }) => hash("sha256", sealed, "buffer"))}::bytea[],
                    ${rows.map(({ terms }) => terms)}::bytea[]) as u(id, sealed, sha256, terms)
        where i.id = u.id`,
  );
}

export function unforgottenFacts(tx: Queryable, userId: string): Promise<Sealed[]> {
  return tx.query<Sealed>(
    sql`select id, sealed from facts where user_id = ${userId} and forgotten_at is null`,
  );
}

export async function replaceFact(
  tx: Queryable,
  fact: Sealed & { slotHash: Buffer; keyHash: Buffer; replacedHash: Buffer },
): Promise<void> {
  await tx.execute(
    sql`update facts set sealed = ${fact.sealed}, slot_hash = ${fact.slotHash}, key_hash = ${fact.keyHash},
          replaced_hash = ${fact.replacedHash} where id = ${fact.id}`,
  );
}
