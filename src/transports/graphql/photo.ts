import type { Asset } from "../../features/library/assets/asset.ts";

/** What the deprecated `photos` shows on a page. */
export const photosPageSize = 500;

/** An asset in the shape it had before `assets`: other names for times, and its technical data in one object. */
export function photoOf({ created, updated, filename, contentType, size, ...asset }: Asset) {
  const { width, height } = asset;
  return {
    ...asset,
    createdAt: created,
    updatedAt: updated,
    metadata: { filename, contentType, size, width, height },
  };
}
