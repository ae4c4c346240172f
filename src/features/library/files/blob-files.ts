import { type RenditionName, renditionNames } from "../../../media/renditions/names.ts";
import type { BlobStore } from "../../../platform/blobs/blobs.ts";

/** The keys of one asset's files in the blob store. */
export function blobFiles(blob: string) {
  return {
    /** The uploaded file. An SVG is sanitised. */
    original: `${blob}/original`,
    /** The original without private metadata. Exists only if it had some. */
    public: `${blob}/public`,
    rendition: (name: RenditionName) => `${blob}/${name}.webp`,
  };
}

/** The keys of every file that an asset may have in the blob store, the original first. */
export function allBlobFiles(blob: string): [string, ...string[]] {
  const files = blobFiles(blob);
  return [files.original, files.public, ...renditionNames.map(files.rendition)];
}

const blobName = /^[0-9a-f]{32}$/;

/** Whether a key is one that an asset's file may have. A bucket may hold other objects too. */
export function isBlobFile(key: string): boolean {
  const [blob = ""] = key.split("/", 1);
  return blobName.test(blob) && allBlobFiles(blob).includes(key);
}

/** Deletes every file that an asset may have in the blob store. */
export const deleteBlob = (blobs: BlobStore, ...blobNames: readonly string[]): Promise<void> =>
  blobs.delete(blobNames.flatMap(allBlobFiles));
