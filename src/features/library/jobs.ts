import { z } from "zod";
import { addJobs, defineJob } from "../../kernel/job.ts";
import { PictureData } from "../../media/renditions/renditions.ts";
import type { Queryable } from "../../platform/database/queryable.ts";

export const ProcessAsset = z.object({
  assetId: z.string(),
  /** What is known of it when its thumbnails were made during the upload. */
  picture: PictureData.optional(),
});
export type ProcessAsset = z.output<typeof ProcessAsset>;

/** Reads an uploaded picture and makes its thumbnails. */
export const processingJob = defineJob({
  name: "process_asset",
  payload: ProcessAsset,
  key: { prefix: "process", field: "assetId" },
  // An attempt is lost with the process it ran in, so this many crashes in a row give a file up.
  attemptsMax: 5,
});

/** Deletes a blob folder whose row has ended. */
export const blobDeletionJob = defineJob({ name: "delete_blob", payload: z.object({ blob: z.string() }) });

/** Queues the deletion of blob folders, in the transaction that ends the rows they belonged to. */
export const deleteBlobsLater = (tx: Queryable, blobs: readonly string[]): Promise<void> =>
  addJobs(
    tx,
    blobDeletionJob,
    blobs.map((blob) => ({ blob })),
  );
