import sql, { type Sql } from "sql-template-tag";
import { keySql } from "../../../../kernel/job.ts";
import type { PictureData } from "../../../../media/renditions/renditions.ts";
import type { Queryable } from "../../../../platform/database/queryable.ts";
import { emit } from "../../../webhooks/emit.ts";
import { processingJob } from "../../jobs.ts";

/** Ends an asset's processing as `ready`; false when it was purged meanwhile. */
export async function markReady(
  tx: Queryable,
  assetId: string,
  { width, height, blurhash, camera }: PictureData,
  at: Date,
): Promise<boolean> {
  const ended = await tx.query<Ended>(
    sql`update assets a set status = 'ready', width = ${width}, height = ${height}, blurhash = ${blurhash},
          camera = ${JSON.stringify(camera)}::jsonb, updated_at = ${at}
        where id = ${assetId} returning ${endedColumns}`,
  );
  await tell(tx, "asset.ready", ended, at);
  return ended.length > 0;
}

/** Ends it as `failed`, with a reason for a person to read. */
export async function markFailed(tx: Queryable, assetId: string, reason: string, at: Date): Promise<void> {
  const ended = await tx.query<Ended>(
    sql`update assets a set status = 'failed', error = ${reason}, updated_at = ${at}
        where id = ${assetId} returning ${endedColumns}`,
  );
  await tell(tx, "asset.failed", ended, at);
}

/** Does so for assets whose job will not run again: every attempt took its process down. */
export async function markExhausted(tx: Queryable, reason: string, at: Date): Promise<void> {
  const ended = await tx.query<Ended>(
    sql`update assets a set status = 'failed', error = ${reason}, updated_at = ${at}
        from graphile_worker.jobs j
        where a.status = 'processing' and j.key = ${keySql(processingJob, sql`a.id`)} and j.attempts >= j.max_attempts and j.locked_at is null
        returning ${endedColumns}`,
  );
  await tell(tx, "asset.failed", ended, at);
}

interface Ended {
  organizationId: number;
  assetId: string;
  libraryId: string;
}

const endedColumns: Sql = sql`a.organization_id as "organizationId", a.id as "assetId",
  (select slug from libraries l where l.id = a.library_id) as "libraryId"`;

async function tell(
  tx: Queryable,
  event: "asset.ready" | "asset.failed",
  ended: readonly Ended[],
  at: Date,
): Promise<void> {
  for (const { organizationId, assetId, libraryId } of ended) {
    await emit(tx, organizationId, event, [{ asset_id: assetId, library_id: libraryId }], at);
  }
}
