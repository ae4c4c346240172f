import type { Attempt } from "../../../../kernel/job.ts";
import { UnreadablePicture } from "../../../../media/bytes/unreadable-picture.ts";
import { BlobMissing } from "../../../../platform/blobs/blobs.ts";
import { deleteBlob } from "../../files/blob-files.ts";
import type { ProcessAsset } from "../../jobs.ts";
import type { LibraryServices } from "../../services.ts";
import { assetExists, markExhausted, markFailed, markReady, processingPicture } from "./store.ts";

const ourFault =
  "It could not be processed: a fault on our side. The original is safe; upload it again to retry.";

/**
 * Reads an uploaded picture and renders its thumbnails. Its status becomes `ready`, or `failed` with a reason for people. An
 * internal error throws, so that the queue retries; after the last attempt the status becomes `failed`.
 */
export async function processAsset(
  services: LibraryServices,
  { assetId, picture: prerendered }: ProcessAsset,
  { isLast }: Attempt,
): Promise<void> {
  const { database, renditions, clock, log } = services;
  const asset = await processingPicture(database, assetId);
  if (!asset) return;
  try {
    const picture = prerendered ?? (await renditions.process(asset));
    const marked = await database.transaction((tx) => markReady(tx, assetId, picture, clock.now()));
    if (!marked) await deleteBlob(services.blobs, asset.blob); // purged meanwhile
  } catch (error) {
    const fail = (reason: string) =>
      database.transaction((tx) => markFailed(tx, assetId, reason, clock.now()));
    if (error instanceof UnreadablePicture) return fail(error.message);
    if (error instanceof BlobMissing && !(await assetExists(database, assetId))) return;
    if (!isLast) throw error;
    log.error({ err: error, assetId }, "an asset could not be processed");
    await fail(ourFault);
  }
}

/** Sets assets to `failed` whose job ran out of attempts because each crashed its process. */
export async function failExhausted({ database, clock }: LibraryServices): Promise<void> {
  await database.transaction((tx) => markExhausted(tx, ourFault, clock.now()));
}
