import sql from "sql-template-tag";
import type { Attempt } from "../../../../kernel/job.ts";
import { UnreadablePicture } from "../../../../media/bytes/unreadable-picture.ts";
import type { MediaType } from "../../../../media/sniff/media-type.ts";
import { BlobMissing } from "../../../../platform/blobs/blobs.ts";
import type { Queryable } from "../../../../platform/database/queryable.ts";
import type { ProcessAsset } from "../../jobs.ts";
import type { LibraryServices } from "../../services.ts";
import { deleteBlob } from "../upload/blob-files.ts";
import { markExhausted, markFailed, markReady } from "./store.ts";

const ourFault =
  "It could not be processed: a fault on our side. The original is safe; upload it again to retry.";

/**
 * Reads an uploaded picture and makes its thumbnails: `processing` becomes `ready`, or `failed` with a plain reason.
 * A fault on our side throws, so that the queue tries again; the last attempt ends as `failed`.
 */
export async function processAsset(
  services: LibraryServices,
  { assetId, picture: made }: ProcessAsset,
  { isLast }: Attempt,
): Promise<void> {
  const { database, renditions, clock, log } = services;
  const asset = await database.maybe<{ blob: string; mediaType: MediaType }>(
    sql`select blob, media_type as "mediaType" from assets where id = ${assetId} and status = 'processing'`,
  );
  if (!asset) return;
  try {
    const picture = made ?? (await renditions.process(asset));
    const marked = await database.transaction((tx) => markReady(tx, assetId, picture, clock.now()));
    if (!marked) await deleteBlob(services.blobs, asset.blob); // purged meanwhile: its thumbnails came too late
  } catch (error) {
    const fail = (reason: string) =>
      database.transaction((tx) => markFailed(tx, assetId, reason, clock.now()));
    if (error instanceof UnreadablePicture) return fail(error.message);
    if (error instanceof BlobMissing && !(await stillThere(database, assetId))) return;
    if (!isLast) throw error;
    log.error({ err: error, assetId }, "an asset could not be processed");
    await fail(ourFault);
  }
}

async function stillThere(db: Queryable, assetId: string): Promise<boolean> {
  return (await db.maybe(sql`select 1 from assets where id = ${assetId}`)) !== undefined;
}

/** Ends assets whose job will not run again: every attempt took its process down. */
export async function failExhausted({ database, clock }: LibraryServices): Promise<void> {
  await database.transaction((tx) => markExhausted(tx, ourFault, clock.now()));
}
