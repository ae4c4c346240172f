import sql, { type Sql } from "sql-template-tag";
import { addJobSql, keySql } from "../../../../kernel/job.ts";
import type { PictureData } from "../../../../media/renditions/renditions.ts";
import type { Queryable } from "../../../../platform/database/queryable.ts";
import { emit } from "../../../webhooks/emit.ts";
import type { Picture } from "../../files/decoding.ts";
import { processingJob } from "../../jobs.ts";

interface ProcessingPicture extends Picture {
  /** The asset, or the one that it is under. Files only move within a family. */
  family: string;
}

/**
 * A picture with the status `processing`, or a PDF or video without a thumbnail. Undefined if it was already processed, purged,
 * or has another file than `blob` by now.
 */
export function processingPicture(
  db: Queryable,
  assetId: string,
  blob: string | null = null,
): Promise<ProcessingPicture | undefined> {
  return db.maybe<ProcessingPicture>(
    sql`select blob, media_type as "mediaType", organization_id as "organizationId", coalesce(parent_id, id) as family
        from assets
        where id = ${assetId} and (${blob}::text is null or blob = ${blob})
          and (status = 'processing' or status = 'ready' and blurhash is null)`,
  );
}

/** Whether an asset exists and still has this file. */
export const holdsFile = async (db: Queryable, assetId: string, blob: string): Promise<boolean> =>
  (await db.maybe(sql`select 1 from assets where id = ${assetId} and blob = ${blob}`)) !== undefined;

/** Whether an asset, or a file under it, has this file. */
export const isHeldInFamily = async (db: Queryable, family: string, blob: string): Promise<boolean> =>
  (await db.maybe(
    sql`select 1 from assets where (id = ${family} or parent_id = ${family}) and blob = ${blob} limit 1`,
  )) !== undefined;

// Shared by all organizations. A server decodes one such picture at a time, so more workers would only wait.
const heavyQueues = 8;

/**
 * Moves a picture whose decode may take long to one of a few queues, in place of its job. However many there are, the other
 * workers stay free for pictures that are quick.
 */
export async function queueHeavy(db: Queryable, assetId: string): Promise<void> {
  const job = addJobSql(processingJob, {
    payload: sql`json_build_object('assetId', a.id, 'blob', a.blob, 'heavy', true)`,
    key: keySql(processingJob, sql`a.id`),
    queue: sql`'pictures heavy ' || ((2 * a.organization_id + (hashtext(a.id) & 1)) % ${heavyQueues})`,
    priority: processingPrioritySql(sql`a.organization_id`),
  });
  await db.query(sql`select ${job} from assets a where a.id = ${assetId}`);
}

/** SQL: how many pictures of an organization are being processed, as their priority. Who has fewer goes first. */
export const processingPrioritySql = (organizationId: Sql | number): Sql =>
  sql`(select count(*) from (
        select from assets p where p.organization_id = ${organizationId} and p.status = 'processing' limit ${processingCountMax}) p)::int`;

// More would not change whose turn it is, and cost time at each upload.
const processingCountMax = 1000;

/** Sets an asset to `ready`. False if it was purged, or its file replaced, meanwhile. */
export async function markReady(
  tx: Queryable,
  assetId: string,
  blob: string,
  { width, height, blurhash, camera, warning }: PictureData,
  at: Date,
): Promise<boolean> {
  const ended = await tx.query<Ended>(
    sql`update assets a set status = 'ready', width = ${width}, height = ${height}, blurhash = ${blurhash},
          camera = ${JSON.stringify(camera)}::jsonb, warning = ${warning}, updated_at = ${at}
        where id = ${assetId} and blob = ${blob} returning ${endedColumns}`,
  );
  await notify(tx, "asset.ready", ended, at);
  return ended.length > 0;
}

/** Says that a document or video has thumbnails. It was `ready` before. False if it was purged, or its file replaced, meanwhile. */
export async function markDrawn(
  db: Queryable,
  assetId: string,
  blob: string,
  { blurhash }: PictureData,
  at: Date,
): Promise<boolean> {
  const drawn = await db.query(
    sql`update assets set blurhash = ${blurhash}, updated_at = ${at} where id = ${assetId} and blob = ${blob} returning id`,
  );
  return drawn.length > 0;
}

/** Sets an asset to `failed`, with a reason for people, if it still has this file. */
export async function markFailed(
  tx: Queryable,
  assetId: string,
  blob: string,
  reason: string,
  at: Date,
): Promise<void> {
  const ended = await tx.query<Ended>(
    sql`update assets a set status = 'failed', error = ${reason}, updated_at = ${at}
        where id = ${assetId} and blob = ${blob} returning ${endedColumns}`,
  );
  await notify(tx, "asset.failed", ended, at);
}

/** Gives the jobs of unprocessed pictures that ran out of attempts new ones, in an hour. Returns how many. */
export async function rescheduleExhausted(db: Queryable): Promise<number> {
  const jobs = await db.query(
    sql`select id from graphile_worker.reschedule_jobs(
          array(select j.id from graphile_worker.jobs j join assets a on j.key = ${keySql(processingJob, sql`a.id`)}
                where a.status = 'processing' and j.attempts >= j.max_attempts and j.locked_at is null),
          run_at => now() + interval '1 hour', attempts => 0)`,
  );
  return jobs.length;
}

interface Ended {
  organizationId: number;
  assetId: string;
  libraryId: string;
}

const endedColumns: Sql = sql`a.organization_id as "organizationId", a.id as "assetId",
  (select slug from libraries l where l.id = a.library_id) as "libraryId"`;

async function notify(
  tx: Queryable,
  event: "asset.ready" | "asset.failed",
  ended: readonly Ended[],
  at: Date,
): Promise<void> {
  for (const { organizationId, assetId, libraryId } of ended) {
    await emit(tx, organizationId, event, [{ asset_id: assetId, library_id: libraryId }], at);
  }
}
