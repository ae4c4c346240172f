import { z } from "zod";
import { addJobs, defineJob } from "../../kernel/job.ts";
import { PictureData } from "../../media/renditions/renditions.ts";
import type { Queryable } from "../../platform/database/queryable.ts";

export const ProcessAsset = z.object({
  assetId: z.string(),
  /** The file to process. Missing in jobs of earlier versions. */
  blob: z.string().optional(),
  /** Set if its thumbnails were rendered during the upload. */
  picture: PictureData.optional(),
  /** It waits among pictures whose decode may take long. */
  heavy: z.boolean().optional(),
});
export type ProcessAsset = z.output<typeof ProcessAsset>;

/** Reads an uploaded picture and renders its thumbnails. */
export const processingJob = defineJob({
  name: "process_asset",
  payload: ProcessAsset,
  key: { prefix: "process", field: "assetId" },
  // A crash of the process uses up an attempt. The last one decodes in a child process: see `processAsset`.
  attemptsMax: 5,
});

const EditedAsset = z.object({ assetId: z.string(), version: z.string() });
export type EditedAsset = z.output<typeof EditedAsset>;

/** Renders the thumbnails and the placeholder of an edited picture. */
export const editedJob = defineJob({
  name: "render_edited",
  payload: EditedAsset,
  key: { prefix: "edited", field: "assetId" },
});

/** Deletes a blob folder whose row was deleted. */
export const blobDeletionJob = defineJob({ name: "delete_blob", payload: z.object({ blob: z.string() }) });

/** Queues the deletion of blob folders, in the transaction that deletes their rows. */
export const deleteBlobsLater = (tx: Queryable, blobs: readonly string[]): Promise<void> =>
  addJobs(
    tx,
    blobDeletionJob,
    blobs.map((blob) => ({ blob })),
  );

/** A link that no longer works: its path below the CDN's URL, and the version in the links of its sizes. */
const PurgedLink = z.object({ path: z.string(), version: z.string() });
export type PurgedLink = z.output<typeof PurgedLink>;

/** Tells the CDN to forget all links of a library, which became private. */
export const libraryPurgeJob = defineJob({
  name: "purge_library_from_cdn",
  payload: z.object({ libraryId: z.number() }),
});

/** Tells the CDN which links no longer work. Does nothing without `CDN_PURGE_URL`. */
export const cdnPurgeJob = defineJob({
  name: "purge_cdn",
  payload: z.object({ links: z.array(PurgedLink) }),
  attemptsMax: 10,
});
