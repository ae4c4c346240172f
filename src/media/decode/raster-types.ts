import type { MediaType } from "../sniff/media-type.ts";

/** What sharp decodes. The other formats have decoders of their own, which run in a child process. */
const rasterTypes = new Set<MediaType>([
  "image/jpeg",
  "image/png",
  "image/webp",
  "image/avif",
  "image/gif",
  "image/tiff",
]);

export const isRaster = (mediaType: MediaType): boolean => rasterTypes.has(mediaType);
