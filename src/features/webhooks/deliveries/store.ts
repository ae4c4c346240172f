import sql, { type Sql } from "sql-template-tag";
import type { z } from "zod";
import { fail } from "../../../kernel/failure.ts";
import { addJobSql, keySql } from "../../../kernel/job.ts";
import { prepared, type Queryable } from "../../../platform/database/queryable.ts";
import { type DeliveredEvent, type EventName, testEvent } from "../event.ts";
import { deliveryJob } from "../jobs.ts";
import type { Attempt, DeliveriesAnswer, Delivery } from "./delivery.ts";

/** SQL: whether `e` is the endpoint of a delivery, `d`. */
const isItsEndpoint = sql`e.organization_id = d.organization_id
  and (e.id = d.endpoint_id or d.endpoint_id is null and e.main)`;
const endpointId = sql`case when e.main then null else e.id end`;
// Each endpoint gets an id of its own of an event, since receivers drop ids that they know.
const idAt = sql`case when e.main then t.id else 'evt_' || substr(md5(t.id || e.id), 1, 16) end`;

export interface DeliveriesAsked {
  limit: number;
  offset: number;
  event?: DeliveredEvent | undefined;
  status?: Delivery["status"] | undefined;
}

/** A page of an organization's deliveries, newest first, each with its attempts. */
export async function deliveriesPage(
  db: Queryable,
  organizationId: number,
  { limit, offset, event, status }: DeliveriesAsked,
): Promise<z.input<typeof DeliveriesAnswer>> {
  const where = sql`organization_id = ${organizationId}
    and (${event ?? null}::text is null or event = ${event ?? null})
    and (${status ?? null}::text is null or status = ${status ?? null})`;
  const rows = await db.query<Omit<Delivery, "attempts" | "next_attempt_at" | "created_at"> & Times>(
    sql`select id as delivery_id, coalesce(endpoint_id, (select e.id from webhook_endpoints e
            where e.organization_id = d.organization_id and e.main)) as webhook_id, event, data, status, next_attempt_at as "nextAttemptAt", created_at as "createdAt"
        from webhook_deliveries d where ${where} order by created_at desc, id desc limit ${limit} offset ${offset}`,
  );
  const { total } = await db.one<{ total: number }>(
    sql`select count(*) as total from webhook_deliveries d where ${where}`,
  );
  const attempts = await attemptsOf(
    db,
    rows.map(({ delivery_id }) => delivery_id),
  );
  const deliveries = rows.map(({ nextAttemptAt, createdAt, ...row }) => ({
    ...row,
    next_attempt_at: nextAttemptAt?.toISOString() ?? null,
    created_at: createdAt.toISOString(),
    attempts: attempts.get(row.delivery_id) ?? [],
  }));
  return { deliveries, total, limit, offset };
}

interface Times {
  nextAttemptAt: Date | null;
  createdAt: Date;
}

type AttemptAnswer = z.output<typeof Attempt>;

async function attemptsOf(db: Queryable, ids: readonly string[]): Promise<Map<string, AttemptAnswer[]>> {
  const rows = await db.query<Omit<AttemptAnswer, "at"> & { id: string; at: Date }>(
    sql`select a.delivery_id as id, a.at, a.ms, a.status_code, a.error from webhook_attempts a
        where a.delivery_id = any(${ids}::text[]) order by a.id`,
  );
  const byDelivery = Map.groupBy(rows, ({ id }) => id);
  const shown = ({ id: _, at, ...attempt }: (typeof rows)[number]) => ({ ...attempt, at: at.toISOString() });
  return new Map([...byDelivery].map(([id, attempts]) => [id, attempts.map(shown)]));
}

/** Adds and queues a delivery for each of `data` and each of the organization's endpoints that subscribes to this event. */
export async function insertDeliveries(
  tx: Queryable,
  organizationId: number,
  event: EventName,
  data: readonly { id: string; json: string }[],
  at: Date,
): Promise<void> {
  const [ids, texts] = [data.map(({ id }) => id), data.map(({ json }) => json)];
  await tx.query(
    prepared(
      "emit",
      sql`with d as (
            insert into webhook_deliveries (id, organization_id, endpoint_id, event, data, next_attempt_at, created_at)
            select ${idAt}, e.organization_id, ${endpointId}, ${event}, t.data::jsonb, ${at}, ${at}
            from webhook_endpoints e cross join unnest(${ids}::text[], ${texts}::text[]) as t(id, data)
            where e.organization_id = ${organizationId} and e.url is not null and ${event} = any(e.events)
            returning id, organization_id, endpoint_id)
          select ${addDeliveryJobSql(0)} from d`,
    ),
  );
}

/** Adds and queues a test event, whatever events the endpoint (default: the main one) subscribes to. False without a URL. */
export async function insertTestDelivery(
  tx: Queryable,
  organizationId: number,
  id: string,
  at: Date,
  webhookId: string | null = null,
): Promise<boolean> {
  const inserted = await tx.execute(
    sql`insert into webhook_deliveries (id, organization_id, endpoint_id, event, data, next_attempt_at, created_at)
        select ${id}, e.organization_id, ${endpointId}, ${testEvent}, '{}', ${at}, ${at} from webhook_endpoints e
        where e.organization_id = ${organizationId} and e.url is not null
          and (e.id = ${webhookId} or ${webhookId}::text is null and e.main)`,
  );
  if (inserted === 1) await queueAttempt(tx, id, 0);
  return inserted === 1;
}

export interface PendingDelivery {
  id: string;
  organizationId: number;
  event: DeliveredEvent;
  data: object;
  /** Attempts since the delivery was created or redelivered. */
  attempts: number;
  nextAttemptAt: Date;
  createdAt: Date;
  /** null when the endpoint was removed. */
  url: string | null;
  sealedSecret: Buffer | null;
  /** Whether the endpoint took long to answer the last time. */
  slow: boolean | null;
}

/** A pending delivery with its endpoint; undefined when it is finished or deleted. */
export function pendingDelivery(db: Queryable, id: string): Promise<PendingDelivery | undefined> {
  return db.maybe<PendingDelivery>(
    sql`select d.id, d.organization_id as "organizationId", d.event, d.data, d.attempts,
          d.next_attempt_at as "nextAttemptAt", d.created_at as "createdAt", e.url, e.sealed_secret as "sealedSecret", e.slow
        from webhook_deliveries d left join webhook_endpoints e on ${isItsEndpoint}
        where d.id = ${id} and d.status = 'pending'`,
  );
}

// An endpoint that takes longer occupies a worker that others need.
const slowMs = 3_000;

export interface AttemptMade {
  at: Date;
  ms: number;
  statusCode: number | null;
  error: AttemptAnswer["error"];
}

/** Records an attempt. The delivery is then `delivered`, `failed`, or retried after `retryMs`. */
export async function noteAttempt(
  tx: Queryable,
  id: string,
  { at, ms, statusCode, error }: AttemptMade,
  next: { status: "delivered" | "failed" } | { status: "pending"; retryMs: number },
): Promise<void> {
  const nextAt = next.status === "pending" ? new Date(at.getTime() + ms + next.retryMs) : null;
  const changed = await tx.execute(
    sql`update webhook_deliveries set attempts = attempts + 1, status = ${next.status}, next_attempt_at = ${nextAt}
        where id = ${id}`,
  );
  if (changed === 0) return; // its organization was deleted
  await tx.execute(
    sql`update webhook_endpoints e set slow = ${ms > slowMs} from webhook_deliveries d
        where d.id = ${id} and ${isItsEndpoint} and e.slow <> ${ms > slowMs}`,
  );
  await tx.execute(
    sql`insert into webhook_attempts (delivery_id, at, ms, status_code, error)
        values (${id}, ${at}, ${ms}, ${statusCode}, ${error})`,
  );
  if (next.status === "pending") await queueAttempt(tx, id, next.retryMs);
}

/** Queues the next attempt of a delivery. */
export async function queueAttempt(db: Queryable, id: string, afterMs: number): Promise<void> {
  await db.query(sql`select ${addDeliveryJobSql(afterMs)} from webhook_deliveries d where d.id = ${id}`);
}

/** Restarts a delivery's schedule, in whatever state it is. */
export async function redeliver(tx: Queryable, organizationId: number, id: string, at: Date): Promise<void> {
  const changed = await tx.execute(
    sql`update webhook_deliveries set status = 'pending', attempts = 0, next_attempt_at = ${at}
        where organization_id = ${organizationId} and id = ${id}`,
  );
  if (changed === 0) throw fail.missing("delivery");
  await queueAttempt(tx, id, 0);
}

/** Deletes up to `limit` of the finished deliveries before a time, with their attempts; returns how many. */
export function dropDeliveriesBefore(db: Queryable, before: Date, limit: number): Promise<number> {
  return db.execute(
    sql`delete from webhook_deliveries where id in (
          select id from webhook_deliveries where created_at < ${before} and status <> 'pending' limit ${limit})`,
  );
}

/**
 * SQL that queues the next attempt of a delivery, `d`, after so many milliseconds. It replaces one already queued.
 * Each organization has two queues, and each runs one job at a time. Slow endpoints share four, however many they are, so
 * that they delay only each other.
 */
const addDeliveryJobSql = (afterMs: number): Sql =>
  addJobSql(deliveryJob, {
    payload: sql`json_build_object('deliveryId', d.id, 'slow', ${isSlow})`,
    key: keySql(deliveryJob, sql`d.id`),
    queue: sql`case when ${isSlow} then 'webhooks slow ' || (d.organization_id & 3)
      else 'webhooks ' || d.organization_id || ' ' || (hashtext(d.id) & 1) end`,
    delayMs: afterMs,
  });

const isSlow = sql`coalesce((select e.slow from webhook_endpoints e where ${isItsEndpoint}), false)`;
