import sql from "sql-template-tag";
import { keySql } from "../../../kernel/job.ts";
import { prepared, type Queryable } from "../../../platform/database/queryable.ts";
import { embeddingJob } from "../jobs.ts";

/**
 * The history of a user from an ordinal on, as one value with 26 bytes per exchange: parsing ten thousand rows of six columns
 * would take longer than reading them.
 */
export async function historyRows(db: Queryable, userId: string, from: number): Promise<Buffer> {
  const { rows } = await db.one<{ rows: Buffer | null }>(
    prepared(
      "history-rows",
      sql`select string_agg(int4send(i.ordinal) || int4send(c.number) || timestamptz_send(i.said_at)
            || int4send(i.user_length) || int4send(i.agent_length) || int2send(i.cues), '') as rows
          from interactions i join conversations c on c.id = i.conversation_id
          where i.user_id = ${userId} and i.ordinal >= ${from}`,
    ),
  );
  return rows ?? Buffer.alloc(0);
}

export interface EmbeddingRow {
  interactionId: string;
  ordinal: number;
  /** Numbered in the order of storage. */
  number: number;
  sealed: Buffer;
}

/** A user's embeddings that were stored after the one with this number. */
export function embeddingsAfter(db: Queryable, userId: string, number: number): Promise<EmbeddingRow[]> {
  return db.query<EmbeddingRow>(
    sql`select interaction_id as "interactionId", ordinal, number, sealed from interaction_embeddings
        where user_id = ${userId} and number > ${number} order by number`,
  );
}

/**
 * Users who have exchanges without an embedding and are not queued, of tenants that use the platform's key. At most `each`
 * of a tenant.
 */
export function unembeddedUsers(
  db: Queryable,
  limit: { all: number; each: number },
): Promise<{ userId: string; organizationId: number }[]> {
  return db.query(
    sql`select "userId", "organizationId" from (
        select i.user_id as "userId", i.organization_id as "organizationId",
          row_number() over (partition by i.organization_id order by i.user_id) as turn
        from interactions i join tenants t on t.organization_id = i.organization_id
        where coalesce(t.settings->>'encryption_mode', 'platform') = 'platform'
          and not exists (select 1 from interaction_embeddings e where e.interaction_id = i.id)
          and not exists (select 1 from graphile_worker.jobs j where j.key = ${keySql(embeddingJob, sql`i.user_id`)})
        group by i.organization_id, i.user_id) u
        where turn <= ${limit.each} order by turn limit ${limit.all}`,
  );
}

export interface UnembeddedRow {
  id: string;
  ordinal: number;
  keyVersion: number;
  sealed: Buffer;
  sealedSha256: Buffer;
}

/** The oldest exchanges of a user without an embedding. */
export function unembeddedOf(db: Queryable, userId: string, limit: number): Promise<UnembeddedRow[]> {
  return db.query<UnembeddedRow>(
    sql`select i.id, i.ordinal, i.sealed, i.sealed_sha256 as "sealedSha256", u.key_version as "keyVersion"
        from interactions i join memory_users u on u.id = i.user_id
        where i.user_id = ${userId} and not exists (select 1 from interaction_embeddings e where e.interaction_id = i.id)
        order by i.ordinal limit ${limit}`,
  );
}

/** Stores embeddings of exchanges that are still sealed as when they were read: an edit keeps the id. */
export async function insertEmbeddings(
  tx: Queryable,
  userId: string,
  rows: readonly { id: string; ordinal: number; sealedSha256: Buffer; sealedVector: Buffer }[],
): Promise<void> {
  await tx.execute(
    sql`insert into interaction_embeddings (interaction_id, user_id, ordinal, sealed)
        select u.id, ${userId}, u.ordinal, u.vector
        from unnest(${rows.map(({ id }) => id)}::text[], ${rows.map(({ ordinal }) => ordinal)}::int[],
          ${rows.map(({ sealedSha256 }) => sealedSha256)}::bytea[], ${rows.map(({ sealedVector }) => sealedVector)}::bytea[])
          as u(id, ordinal, sha256, vector)
        where exists (select 1 from interactions i where i.id = u.id and i.sealed_sha256 = u.sha256)
        on conflict do nothing`,
  );
}
