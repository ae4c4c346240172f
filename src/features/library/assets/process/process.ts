import type { Attempt } from "../../../../kernel/job.ts";
import { UnreadablePicture } from "../../../../media/bytes/unreadable-picture.ts";
import { isPicture } from "../../../../media/sniff/is-picture.ts";
import { BlobMissing } from "../../../../platform/blobs/blobs.ts";
import { deleteFiles } from "../../files/delete-files.ts";
import type { ProcessAsset } from "../../jobs.ts";
import type { LibraryServices } from "../../services.ts";
import {
  holdsFile,
  isHeldInFamily,
  markDrawn,
  markFailed,
  markReady,
  processingPicture,
  queueHeavy,
  rescheduleExhausted,
} from "./store.ts";

/**
 * Reads an uploaded picture and renders its thumbnails. Its status becomes `ready`, or `failed` with a reason for people if
 * the file itself cannot be read. PDF and video are ready from the start and get their thumbnails only. Any other error throws and the queue retries, for as long as it takes.
 */
export async function processAsset(
  services: LibraryServices,
  { assetId, blob, picture: prerendered, heavy }: ProcessAsset,
  { isLast }: Attempt,
): Promise<void> {
  const { database, renditions, clock } = services;
  const asset = await processingPicture(database, assetId, blob);
  if (!asset) return;
  try {
    if (!prerendered && !heavy && (await renditions.isHeavy(asset))) return queueHeavy(database, assetId);
    // The attempts before may have crashed this process: a child process tells what the file is.
    const picture = prerendered ?? (await renditions.process(asset, { apart: isLast }));
    const mark = isPicture(asset.mediaType) ? markReady : markDrawn;
    const marked = await database.transaction((tx) => mark(tx, assetId, asset.blob, picture, clock.now()));
    if (!marked) await deleteUnheld(services, asset);
  } catch (error) {
    if (error instanceof UnreadablePicture) {
      // A document or video is served as it is. Without a thumbnail it is shown by an icon.
      if (!isPicture(asset.mediaType)) return;
      return database.transaction((tx) => markFailed(tx, assetId, asset.blob, error.message, clock.now()));
    }
    if (error instanceof BlobMissing && !(await holdsFile(database, assetId, asset.blob))) return;
    throw error;
  }
}

/** Deletes a file whose asset was purged or got another meanwhile, unless a swap gave it to an asset beside it. */
async function deleteUnheld(
  services: LibraryServices,
  file: { blob: string; family: string },
): Promise<void> {
  if (!(await isHeldInFamily(services.database, file.family, file.blob))) await deleteFiles(services, file);
}

/** Queues pictures again whose job ran out of attempts. No fault of the server is the end of a picture. */
export async function retryExhausted({ database, log }: LibraryServices): Promise<void> {
  const retried = await rescheduleExhausted(database);
  if (retried > 0) log.warn(`${retried} pictures could not be processed. They are tried again in an hour.`);
}
