import sql from "sql-template-tag";
import type { MediaType } from "../images/media-type.ts";
import { UnreadablePicture } from "../images/unreadable-picture.ts";
import type { Services } from "../services.ts";
import { BlobMissing } from "../storage/blobs.ts";
import type { Queryable } from "../storage/queryable.ts";
import { deleteBlob } from "../upload/blob-files.ts";

const ourFault =
  "It could not be processed: a fault on our side. The original is safe; upload it again to retry.";

/**
 * Reads an uploaded picture and makes its thumbnails: `processing` becomes `ready`, or `failed` with a plain reason.
 * A fault on our side throws, so that the queue tries again; the last attempt ends as `failed`.
 */
export async function processAsset(services: Services, assetId: string, lastAttempt: boolean): Promise<void> {
  const { database, renditions, clock, log } = services;
  const asset = await database.maybe<{ blob: string; mediaType: MediaType }>(
    sql`select blob, media_type as "mediaType" from assets where id = ${assetId} and status = 'processing'`,
  );
  if (!asset) return;
  try {
    const { width, height, blurhash, camera } = await renditions.process(asset);
    const changed = await database.execute(
      sql`update assets set status = 'ready', width = ${width}, height = ${height}, blurhash = ${blurhash},
            camera = ${JSON.stringify(camera)}::jsonb, updated_at = ${clock.now()}
          where id = ${assetId}`,
    );
    if (changed === 0) await deleteBlob(services.blobs, asset.blob); // purged meanwhile: its thumbnails came too late
  } catch (error) {
    if (error instanceof UnreadablePicture) return markFailed(database, assetId, error.message, clock.now());
    if (error instanceof BlobMissing && !(await stillThere(database, assetId))) return;
    if (!lastAttempt) throw error;
    log.error({ err: error, assetId }, "an asset could not be processed");
    await markFailed(database, assetId, ourFault, clock.now());
  }
}

async function markFailed(db: Queryable, assetId: string, reason: string, at: Date): Promise<void> {
  await db.execute(
    sql`update assets set status = 'failed', error = ${reason}, updated_at = ${at} where id = ${assetId}`,
  );
}

async function stillThere(db: Queryable, assetId: string): Promise<boolean> {
  return (await db.maybe(sql`select 1 from assets where id = ${assetId}`)) !== undefined;
}

/** Ends assets whose job will not run again: every attempt took its process down. */
export async function failExhausted(db: Queryable, at: Date): Promise<void> {
  await db.execute(
    sql`update assets a set status = 'failed', error = ${ourFault}, updated_at = ${at}
        from graphile_worker.jobs j
        where a.status = 'processing' and j.key = 'process ' || a.id and j.attempts >= j.max_attempts and j.locked_at is null`,
  );
}
