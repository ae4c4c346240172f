import sql from "sql-template-tag";
import { keySql } from "../../../kernel/job.ts";
import { prepared, type Queryable } from "../../../platform/database/queryable.ts";
import { learningJob } from "../jobs.ts";

export interface InteractionRow {
  id: string;
  userId: string;
  conversationId: string;
  /** Of its user: what it is sealed under. */
  keyVersion: number;
  ordinal: number;
  saidAt: Date;
  buffered: boolean;
  sealed: Buffer;
}

const interactions = sql`
  select i.id, i.user_id as "userId", i.conversation_id as "conversationId", u.key_version as "keyVersion", i.ordinal,
    i.said_at as "saidAt", i.buffered, i.sealed
  from interactions i join memory_users u on u.id = i.user_id`;

export function interactionById(
  db: Queryable,
  organizationId: number,
  id: string,
): Promise<InteractionRow | undefined> {
  return db.maybe<InteractionRow>(
    sql`${interactions} where i.organization_id = ${organizationId} and i.id = ${id}`,
  );
}

/** Exchanges of a user by ordinal, in no order. */
export function interactionsAt(
  db: Queryable,
  userId: string,
  ordinals: readonly number[],
): Promise<InteractionRow[]> {
  return db.query<InteractionRow>(
    prepared(
      "interactions-at",
      sql`${interactions} where i.user_id = ${userId} and i.ordinal = any(${ordinals}::int[])`,
    ),
  );
}

/** The next exchanges of a user after an ordinal, in the order of arrival. */
export function interactionsAfter(
  db: Queryable,
  userId: string,
  ordinal: number,
  limit: number,
): Promise<InteractionRow[]> {
  return db.query<InteractionRow>(
    sql`${interactions} where i.user_id = ${userId} and i.ordinal > ${ordinal} order by i.ordinal limit ${limit}`,
  );
}

/** Exchanges of a conversation before an ordinal (null: before the end), the nearest first, and from it on, in order. */
export async function interactionsAround(
  db: Queryable,
  organizationId: number,
  conversationId: string,
  { ordinal, before, after }: { ordinal: number | null; before: number; after: number },
): Promise<{ before: InteractionRow[]; after: InteractionRow[] }> {
  const where = sql`i.organization_id = ${organizationId} and i.conversation_id = ${conversationId}`;
  const earlier = ordinal === null ? sql`true` : sql`i.ordinal < ${ordinal}`;
  const later = ordinal === null ? sql`false` : sql`i.ordinal >= ${ordinal}`;
  const [nearest, next] = await Promise.all([
    db.query<InteractionRow>(
      sql`${interactions} where ${where} and ${earlier} order by i.ordinal desc limit ${before}`,
    ),
    db.query<InteractionRow>(
      sql`${interactions} where ${where} and ${later} order by i.ordinal limit ${after}`,
    ),
  ]);
  return { before: nearest, after: next };
}

export interface InteractionsPage {
  userId: string;
  conversationId: string | undefined;
  limit: number;
  offset: number;
}

/** A page of a user's exchanges, the newest first, and how many there are in all. */
export async function interactionsPage(
  db: Queryable,
  organizationId: number,
  { userId, conversationId, limit, offset }: InteractionsPage,
): Promise<{ rows: InteractionRow[]; total: number }> {
  const where = sql`i.organization_id = ${organizationId} and i.user_id = ${userId}
    and (${conversationId ?? null}::text is null or i.conversation_id = ${conversationId ?? null})`;
  const rows = await db.query<InteractionRow>(
    sql`${interactions} where ${where} order by i.ordinal desc limit ${limit} offset ${offset}`,
  );
  const { total } = await db.one<{ total: number }>(
    sql`select count(*) as total from interactions i where ${where}`,
  );
  return { rows, total };
}

export interface InteractionToInsert {
  id: string;
  conversationId: string;
  saidAt: Date;
  ingestedAt: Date;
  /** Whether facts are to be drawn from it. */
  unlearned: boolean;
  userLength: number;
  agentLength: number;
  cues: number;
  terms: Buffer;
  sealed: Buffer;
  sealedSha256: Buffer;
  /** Of a request with an Idempotency-Key: stored with it, so that the two cannot come apart. */
  once?: Once | undefined;
}

/** Keyed hashes of an Idempotency-Key and of the request that carried it. */
export interface Once {
  keyHash: Buffer;
  requestHash: Buffer;
}

/**
 * Inserts exchanges of one user in the order given, in one statement; answers how many are buffered now. Undefined when the
 * user is gone or sealed under another version of the key by now. An unknown conversation violates
 * `interactions_conversation_id_user_id_fkey`, an Idempotency-Key that was used `idempotent_ingests_pkey`; then nothing is
 * inserted.
 */
export async function insertInteractions(
  db: Queryable,
  organizationId: number,
  userId: string,
  keyVersion: number,
  rows: readonly InteractionToInsert[],
): Promise<number | undefined> {
  const column = <T>(of: (row: InteractionToInsert) => T) => rows.map(of);
  const row = await db.maybe<{ buffered: number }>(
    prepared(
      "insert-interactions",
      sql`with rows as (
            select * from unnest(
              ${column((r) => r.id)}::text[], ${column((r) => r.conversationId)}::text[], ${column((r) => r.saidAt)}::timestamptz[],
              ${column((r) => r.ingestedAt)}::timestamptz[], ${column((r) => r.unlearned)}::boolean[], ${column((r) => r.userLength)}::int[], ${column((r) => r.agentLength)}::int[],
              ${column((r) => r.cues)}::smallint[], ${column((r) => r.terms)}::bytea[], ${column((r) => r.sealed)}::bytea[],
              ${column((r) => r.sealedSha256)}::bytea[], ${column((r) => r.once?.keyHash ?? null)}::bytea[],
              ${column((r) => r.once?.requestHash ?? null)}::bytea[])
              with ordinality as r(id, conversation_id, said_at, ingested_at, unlearned, user_length, agent_length, cues, terms, sealed, sealed_sha256,
                key_hash, request_hash, n)),
          owner as (
            update memory_users set next_ordinal = next_ordinal + ${rows.length}, buffered = buffered + ${rows.length}
            where organization_id = ${organizationId} and id = ${userId} and key_version = ${keyVersion}
            returning next_ordinal - ${rows.length} as first, buffered),
          inserted as (
            insert into interactions (id, organization_id, user_id, conversation_id, ordinal, said_at, ingested_at, unlearned, user_length,
              agent_length, cues, terms, sealed, sealed_sha256)
            select r.id, ${organizationId}, ${userId}, r.conversation_id, o.first + r.n - 1, r.said_at, r.ingested_at, r.unlearned, r.user_length,
              r.agent_length, r.cues, r.terms, r.sealed, r.sealed_sha256
            from rows r cross join owner o),
          once as (
            insert into idempotent_ingests (organization_id, key_hash, request_hash, interaction_id, buffer_size, created_at)
            select ${organizationId}, r.key_hash, r.request_hash, r.id, o.buffered - (${rows.length} - r.n), r.ingested_at
            from rows r cross join owner o where r.key_hash is not null),
          counted as (
            update conversations c set message_count = c.message_count + k.n, updated_at = k.at
            from (select conversation_id, count(*)::int as n, max(ingested_at) as at from rows group by conversation_id) k, owner
            where c.id = k.conversation_id)
          select buffered from owner`,
    ),
  );
  return row?.buffered;
}

/** How many exchanges wait in a user's buffer; undefined when there is no such user. */
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

/** Notes that an exchange's facts were drawn; false when that was noted before, or the exchange is gone. */
export async function markLearned(tx: Queryable, id: string): Promise<boolean> {
  return (
    (await tx.execute(sql`update interactions set unlearned = false where id = ${id} and unlearned`)) === 1
  );
}

/** Exchanges whose facts are still to be drawn, of tenants whose key is here: what a model is to read, or a crash left. */
export function unlearnedBefore(
  db: Queryable,
  before: Date,
  limit: number,
): Promise<{ id: string; organizationId: number }[]> {
  return db.query(
    sql`select i.id, i.organization_id as "organizationId" from interactions i join tenants t on t.organization_id = i.organization_id
        where i.unlearned and i.ingested_at < ${before}
          and not exists (select 1 from graphile_worker.jobs j where j.key = ${keySql(learningJob, sql`i.id`)}) and coalesce(t.settings->>'encryption_mode', 'platform') = 'platform'
        order by i.ingested_at limit ${limit}`,
  );
}
