import type { BlobStore } from "../../../../platform/blobs/blobs.ts";

/** The files of one asset in the blob store. */
export function blobFiles(blob: string) {
  return {
    /** As uploaded (an SVG: as sanitised). */
    original: `${blob}/original`,
    /** The same without private metadata, when there was any. */
    public: `${blob}/public`,
    rendition: (name: RenditionName) => `${blob}/${name}.webp`,
  };
}

export const renditionNames = ["400", "800", "1600", "2400", "blurred"] as const;
export type RenditionName = (typeof renditionNames)[number];

/** Removes every file that an asset may have in the blob store. */
export async function deleteBlob(blobs: BlobStore, blob: string): Promise<void> {
  const files = blobFiles(blob);
  for (const key of [files.original, files.public, ...renditionNames.map(files.rendition)])
    await blobs.delete(key);
}
