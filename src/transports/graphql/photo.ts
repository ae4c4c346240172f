import type { Asset } from "../../features/library/assets/asset.ts";

/** The page size of the deprecated `photos`. */
export const photosPageSize = 500;

/** An asset in the shape of the deprecated `photos`: other names for times, and a `metadata` object. */
export function photoOf({ created, updated, filename, contentType, size, ...asset }: Asset) {
  const { width, height } = asset;
  return {
    ...asset,
    createdAt: created,
    updatedAt: updated,
    metadata: { filename, contentType, size, width, height },
  };
}
