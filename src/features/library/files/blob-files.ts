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

/** Deletes every file that an asset may have in the blob store. */
export function deleteBlob(blobs: BlobStore, ...blobNames: readonly string[]): Promise<void> {
  return blobs.delete(
    blobNames
      .map(blobFiles)
      .flatMap((files) => [files.original, files.public, ...renditionNames.map(files.rendition)]),
  );
}
