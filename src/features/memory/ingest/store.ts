import sql from "sql-template-tag";
import { addJobSql, keySql } from "../../../kernel/job.ts";
import { byteaArray } from "../../../platform/database/bytea-array.ts";
import { prepared, type Queryable } from "../../../platform/database/queryable.ts";
import { flushJob } from "../jobs.ts";
import { isUnchanged } from "../tenants/store.ts";
import type { Tenant } from "../tenants/tenant.ts";

export interface InteractionToInsert {
  id: string;
  conversationId: string;
  saidAt: Date;
  ingestedAt: Date;
  /** Whether its facts are not extracted yet. */
  unlearned: boolean;
  userLength: number;
  agentLength: number;
  cues: number;
  terms: Buffer;
  sealed: Buffer;
  sealedSha256: Buffer;
  /** For a request with an Idempotency-Key. Stored in the same statement, so that a crash leaves both or neither. */
  once?: Once | undefined;
}

/** Keyed hashes of an Idempotency-Key and its request. */
export interface Once {
  keyHash: Buffer;
  requestHash: Buffer;
}

/** Exchanges of one user, in their order. */
export interface RowsOfUser {
  userId: string;
  rows: readonly InteractionToInsert[];
}

/**
 * Inserts exchanges of some users of a tenant in one statement. Returns how many each user has buffered now. A user who is gone
 * or uses another version of the key is left out, all of them if the tenant has changed; `ofFree` also leaves out those whom
 * another transaction has locked, where `ofAny` waits. An unknown conversation violates `interactions_conversation_id_user_id_fkey`
 * and a used Idempotency-Key `idempotent_ingests_pkey`; then nothing is inserted.
 */
export async function insertInteractions(
  db: Queryable,
  tenant: Pick<Tenant, "organizationId" | "state">,
  keyVersion: number,
  users: readonly RowsOfUser[],
  which: "ofFree" | "ofAny",
): Promise<Map<string, number>> {
  const { organizationId } = tenant;
  const all = users.flatMap(({ userId, rows }) => rows.map((row, place) => ({ ...row, userId, place })));
  type Row = (typeof all)[number];
  const column = <T>(of: (row: Row) => T) => all.map(of);
  const bytes = (of: (row: Row) => Buffer | undefined) => byteaArray(all.map((row) => of(row) ?? null));
  const found = await db.query<{ userId: string; buffered: number }>(
    prepared(
      `insert-interactions-${which}`,
      // Locks users in the order of their ids, so that two such statements never wait for each other.
      sql`with rows as (
            select * from unnest(
              ${column((r) => r.userId)}::text[], ${column((r) => r.place)}::int[],
              ${column((r) => r.id)}::text[], ${column((r) => r.conversationId)}::text[], ${column((r) => r.saidAt)}::timestamptz[],
              ${column((r) => r.ingestedAt)}::timestamptz[], ${column((r) => r.unlearned)}::boolean[], ${column((r) => r.userLength)}::int[], ${column((r) => r.agentLength)}::int[],
              ${column((r) => r.cues)}::smallint[], ${bytes((r) => r.terms)}::bytea[], ${bytes((r) => r.sealed)}::bytea[],
              ${bytes((r) => r.sealedSha256)}::bytea[], ${bytes((r) => r.once?.keyHash)}::bytea[], ${bytes((r) => r.once?.requestHash)}::bytea[])
              as r(user_id, place, id, conversation_id, said_at, ingested_at, unlearned, user_length, agent_length, cues, terms, sealed, sealed_sha256,
                key_hash, request_hash)),
          locked as (
            select id from memory_users
            where organization_id = ${organizationId} and id = any(${users.map((u) => u.userId)}::text[]) and key_version = ${keyVersion}
            order by id for no key update ${which === "ofFree" ? sql`skip locked` : sql``}),
          owners as (
            update memory_users u set next_ordinal = u.next_ordinal + k.n, buffered = u.buffered + k.n
            from locked l join unnest(${users.map((u) => u.userId)}::text[], ${users.map((u) => u.rows.length)}::int[]) as k(id, n) using (id)
            where u.id = l.id and ${isUnchanged(tenant)}
            returning u.id, u.next_ordinal - k.n as first, u.buffered - k.n as before, u.buffered),
          inserted as (
            insert into interactions (id, organization_id, user_id, conversation_id, ordinal, said_at, ingested_at, unlearned, user_length,
              agent_length, cues, terms, sealed, sealed_sha256)
            select r.id, ${organizationId}, o.id, r.conversation_id, o.first + r.place, r.said_at, r.ingested_at, r.unlearned, r.user_length,
              r.agent_length, r.cues, r.terms, r.sealed, r.sealed_sha256
            from rows r join owners o on o.id = r.user_id),
          once as (
            insert into idempotent_ingests (organization_id, key_hash, request_hash, interaction_id, buffer_size, created_at)
            select ${organizationId}, r.key_hash, r.request_hash, r.id, o.before + r.place + 1, r.ingested_at
            from rows r join owners o on o.id = r.user_id where r.key_hash is not null),
          counted as (
            update conversations c set message_count = c.message_count + k.n, updated_at = k.at
            from (select r.conversation_id, count(*)::int as n, max(r.ingested_at) as at
                  from rows r join owners o on o.id = r.user_id group by r.conversation_id) k
            where c.id = k.conversation_id)
          select id as "userId", buffered from owners`,
    ),
  );
  return new Map(found.map(({ userId, buffered }) => [userId, buffered]));
}

/** Stores an exchange at the place of one that was erased in this transaction. Lock the user first. */
export async function insertAgain(
  tx: Queryable,
  organizationId: number,
  userId: string,
  ordinal: number,
  row: InteractionToInsert,
): Promise<void> {
  await tx.execute(
    sql`insert into interactions (id, organization_id, user_id, conversation_id, ordinal, said_at, ingested_at, unlearned, user_length,
          agent_length, cues, terms, sealed, sealed_sha256)
        values (${row.id}, ${organizationId}, ${userId}, ${row.conversationId}, ${ordinal}, ${row.saidAt}, ${row.ingestedAt}, ${row.unlearned},
          ${row.userLength}, ${row.agentLength}, ${row.cues}, ${row.terms}, ${row.sealed}, ${row.sealedSha256})`,
  );
  await tx.execute(sql`update memory_users set buffered = buffered + 1 where id = ${userId}`);
  await tx.execute(
    sql`update conversations set message_count = message_count + 1, updated_at = ${row.ingestedAt}
        where id = ${row.conversationId} and user_id = ${userId}`,
  );
}

/** The number of exchanges in a user's buffer. Undefined if there is no such user. */
export async function bufferSizeOf(
  db: Queryable,
  organizationId: number,
  userId: string,
): Promise<number | undefined> {
  const user = await db.maybe<{ buffered: number }>(
    sql`select buffered from memory_users where organization_id = ${organizationId} and id = ${userId}`,
  );
  return user?.buffered;
}

export interface BufferedExchange {
  id: string;
  ordinal: number;
  conversationId: string;
  terms: Buffer;
}

/** Takes exchanges out of a user's buffer, or those of one conversation. Count them with `countFlushed`. */
export function takeBuffered(
  tx: Queryable,
  userId: string,
  conversationId: string | undefined,
): Promise<BufferedExchange[]> {
  return tx.query<BufferedExchange>(
    sql`update interactions set buffered = false
        where user_id = ${userId} and buffered and (${conversationId ?? null}::text is null or conversation_id = ${conversationId ?? null})
        returning id, ordinal, conversation_id as "conversationId", terms`,
  );
}

/** Counts exchanges that left the buffer. Ingests of the user wait from here to the end of the transaction. */
export async function countFlushed(tx: Queryable, userId: string, count: number): Promise<void> {
  await tx.execute(sql`update memory_users set buffered = buffered - ${count} where id = ${userId}`);
}

/** Users with buffered exchanges whose last one arrived before this time. */
export function usersQuietSince(db: Queryable, before: Date): Promise<{ userId: string }[]> {
  return db.query(
    sql`select user_id as "userId" from interactions where buffered group by user_id having max(ingested_at) < ${before}`,
  );
}

export interface IdempotentIngest {
  requestHash: Buffer;
  /** Null if the exchange was forgotten since. */
  interactionId: string | null;
  bufferSize: number;
  at: Date;
}

/** The exchange stored by a request with this Idempotency-Key. Undefined if there was none. */
export function idempotentIngest(
  db: Queryable,
  organizationId: number,
  keyHash: Buffer,
): Promise<IdempotentIngest | undefined> {
  return db.maybe<IdempotentIngest>(
    sql`select request_hash as "requestHash", interaction_id as "interactionId", buffer_size as "bufferSize", created_at as at
        from idempotent_ingests where organization_id = ${organizationId} and key_hash = ${keyHash}`,
  );
}

/** Deletes an Idempotency-Key if it was used before this time. */
export async function dropIdempotencyKey(
  db: Queryable,
  organizationId: number,
  keyHash: Buffer,
  until: Date,
): Promise<void> {
  await db.execute(
    sql`delete from idempotent_ingests
        where organization_id = ${organizationId} and key_hash = ${keyHash} and created_at <= ${until}`,
  );
}

/** Deletes all Idempotency-Keys that were used before this time. */
export async function dropIdempotencyKeys(db: Queryable, before: Date): Promise<void> {
  await db.execute(sql`delete from idempotent_ingests where created_at < ${before}`);
}

/**
 * Queues the flush of a user's buffer if the user still exists. Locks the user, so that an erasure cannot run in between and
 * leave the job behind.
 */
export async function queueFlush(db: Queryable, userId: string): Promise<void> {
  const job = addJobSql(flushJob, {
    payload: sql`json_build_object('userId', u.id)`,
    key: keySql(flushJob, sql`u.id`),
  });
  await db.query(sql`select ${job} from (select id from memory_users where id = ${userId} for key share) u`);
}
