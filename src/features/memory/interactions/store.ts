import sql from "sql-template-tag";
import { keySql } from "../../../kernel/job.ts";
import { prepared, type Queryable } from "../../../platform/database/queryable.ts";
import { learningJob } from "../jobs.ts";

export interface InteractionRow {
  id: string;
  userId: string;
  conversationId: string;
  /** The user's key version, which encrypts the exchange. */
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

/** The next exchanges of a user after an ordinal, in order of arrival. */
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

/** Exchanges of a conversation before an ordinal (null: before the end), nearest first, and those from it on, in order. */
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

/** A page of a user's exchanges, newest first, and their total. */
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

/**
 * Marks an exchange's facts as extracted. False if they already were, or the exchange is gone or no longer sealed as `sealed`:
 * then it has another text, or the sweep reads it again after a rotation.
 */
export async function markLearned(tx: Queryable, id: string, sealed?: Buffer): Promise<boolean> {
  const asRead = sealed ? sql`sealed = ${sealed}` : sql`true`;
  const changed = await tx.execute(
    sql`update interactions set unlearned = false where id = ${id} and unlearned and ${asRead}`,
  );
  return changed === 1;
}

/**
 * Exchanges whose facts are neither extracted nor queued, of tenants that use the platform's key. At most `each` of a
 * tenant are queued at a time, and the oldest of each tenant come first.
 */
export function unlearnedBefore(
  db: Queryable,
  before: Date,
  limit: { all: number; each: number },
): Promise<{ id: string; organizationId: number }[]> {
  return db.query(
    sql`select i.id, t.organization_id as "organizationId" from tenants t, lateral (
          select id, row_number() over (order by ingested_at) as turn from interactions
          where organization_id = t.organization_id and unlearned and ingested_at < ${before}
          order by ingested_at limit ${limit.each}) i
        where coalesce(t.settings->>'encryption_mode', 'platform') = 'platform'
          and not exists (select 1 from graphile_worker.jobs j where j.key = ${keySql(learningJob, sql`i.id`)})
        order by i.turn limit ${limit.all}`,
  );
}
