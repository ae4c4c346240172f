import { hash } from "node:crypto";
import sql from "sql-template-tag";
import type { Database } from "../../platform/database/database.ts";
import type { Queryable } from "../../platform/database/queryable.ts";
import type { ConversationSecrets } from "./conversations/conversation.ts";
import { factHashes } from "./facts/keep.ts";
import type { FactSecrets } from "./facts/store.ts";
import { appendPostings } from "./interactions/flush.ts";
import type { InteractionSecrets } from "./interactions/interaction.ts";
import { packTerms } from "./interactions/packed-terms.ts";
import { interactionsAfter } from "./interactions/store.ts";
import { exchangeTerms } from "./recall/exchange-terms.ts";
import type { Sealing } from "./sealing.ts";
import type { MemoryServices } from "./services.ts";
import { tenantOf } from "./tenants/store.ts";
import { lockUser } from "./users/store.ts";
import type { UserSecrets } from "./users/user.ts";

const rowsAtATime = 500;

/**
 * Moves everything of a user to the tenant's newest key, in one transaction: others go on meanwhile, and the user's own
 * calls wait. When the last user has moved, keys that nothing is under any more are destroyed.
 */
export async function rotateUser(
  { database, keychain, clock }: MemoryServices,
  { organizationId, userId }: { organizationId: number; userId: string },
): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.query(sql`select pg_advisory_xact_lock_shared(${movesOf}, ${organizationId}::int)`);
    const user = await lockUser(tx, organizationId, userId);
    const tenant = await tenantOf(tx, organizationId, clock.now());
    if (!user || user.keyVersion >= tenant.keyVersion) return;
    const from = await keychain.platform(tx, tenant, user.keyVersion);
    const to = await keychain.platform(tx, tenant);
    await moveUser(tx, userId, user.sealed, from, to);
    await moveConversations(tx, userId, from, to);
    await moveInteractions(tx, userId, from, to);
    await moveFacts(tx, userId, from, to);
  });
  await destroyUnusedKeys(database, organizationId);
}

// First half of the advisory lock of a tenant's moves; the second is the organization.
const movesOf = 0x6d6f7665;

/** While nobody is on the way: a user may be moving to a key that is not the newest any more. */
async function destroyUnusedKeys(database: Database, organizationId: number): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.query(sql`select pg_advisory_xact_lock(${movesOf}, ${organizationId}::int)`);
    await tx.execute(
      sql`delete from tenant_keys k using tenants t
          where t.organization_id = ${organizationId} and k.organization_id = t.organization_id and k.version < t.key_version
            and not exists (select 1 from memory_users u where u.organization_id = k.organization_id and u.key_version = k.version)
            and not exists (select 1 from facts f where f.organization_id = k.organization_id and f.forgotten_key_version = k.version)`,
    );
  });
}

async function moveUser(
  tx: Queryable,
  userId: string,
  sealed: Buffer,
  from: Sealing,
  to: Sealing,
): Promise<void> {
  const secrets = from.open<UserSecrets>(userId, sealed);
  const refHash = secrets.external_ref === null ? null : to.hash(secrets.external_ref);
  await tx.execute(
    sql`update memory_users set key_version = ${to.version}, sealed = ${to.seal(userId, secrets)}, external_ref_hash = ${refHash}
        where id = ${userId}`,
  );
}

async function moveConversations(tx: Queryable, userId: string, from: Sealing, to: Sealing): Promise<void> {
  const rows = await tx.query<{ id: string; sealed: Buffer }>(
    sql`select id, sealed from conversations where user_id = ${userId}`,
  );
  const moved = rows.map(({ id, sealed }) => {
    const secrets = from.open<ConversationSecrets>(id, sealed);
    return {
      id,
      sealed: to.seal(id, secrets),
      refHash: secrets.ref === undefined ? null : to.hash(secrets.ref),
    };
  });
  await tx.execute(
    sql`update conversations c set sealed = u.sealed, ref_hash = u.ref_hash
        from unnest(${moved.map(({ id }) => id)}::text[], ${moved.map(({ sealed }) => sealed)}::bytea[],
                    ${moved.map(({ refHash }) => refHash)}::bytea[]) as u(id, sealed, ref_hash)
        where c.id = u.id`,
  );
}

async function moveInteractions(tx: Queryable, userId: string, from: Sealing, to: Sealing): Promise<void> {
  await tx.execute(sql`delete from memory_postings where user_id = ${userId}`);
  await tx.execute(sql`delete from interaction_embeddings where user_id = ${userId}`);
  for (let after = -1; ; ) {
    const rows = await interactionsAfter(tx, userId, after, rowsAtATime);
    const moved = rows.map((row) => {
      const secrets = from.open<InteractionSecrets>(row.id, row.sealed);
      const speaker = typeof secrets.metadata.speaker === "string" ? secrets.metadata.speaker : undefined;
      const { terms } = exchangeTerms(secrets.user_message, secrets.agent_response, speaker);
      return { ...row, sealed: to.seal(row.id, secrets), terms: packTerms(terms, to.term) };
    });
    await tx.execute(
      sql`update interactions i set sealed = u.sealed, sealed_sha256 = u.sha256, terms = u.terms
          from unnest(${moved.map(({ id }) => id)}::text[], ${moved.map(({ sealed }) => sealed)}::bytea[],
                      ${moved.map(({ sealed }) => hash("sha256", sealed, "buffer"))}::bytea[],
                      ${moved.map(({ terms }) => terms)}::bytea[]) as u(id, sealed, sha256, terms)
          where i.id = u.id`,
    );
    await appendPostings(
      tx,
      userId,
      moved.filter(({ buffered }) => !buffered),
    );
    if (rows.length < rowsAtATime) return;
    after = rows.at(-1)?.ordinal ?? after;
  }
}

async function moveFacts(tx: Queryable, userId: string, from: Sealing, to: Sealing): Promise<void> {
  const rows = await tx.query<{ id: string; sealed: Buffer }>(
    sql`select id, sealed from facts where user_id = ${userId} and forgotten_at is null`,
  );
  for (const row of rows) {
    const { slotHash, keyHash } = factHashes(to, from.open<FactSecrets>(row.id, row.sealed));
    await tx.execute(
      sql`update facts set sealed = ${reseal(row, from, to)}, slot_hash = ${slotHash}, key_hash = ${keyHash} where id = ${row.id}`,
    );
  }
}

const reseal = ({ id, sealed }: { id: string; sealed: Buffer }, from: Sealing, to: Sealing): Buffer =>
  to.seal(id, from.open(id, sealed));
