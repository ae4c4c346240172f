import { type MediaType, mediaTypes } from "./media-type.ts";

/** Whether a file of this type has dimensions, a blurhash and renditions; video and PDF are ready as they are. */
export function isPicture(mediaType: MediaType): boolean {
  const { kind } = mediaTypes[mediaType];
  return kind === "raster" || kind === "raw" || kind === "vector";
}
