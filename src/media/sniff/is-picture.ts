import { type MediaType, mediaTypes } from "./media-type.ts";

/** Whether a file of this type has dimensions, a blurhash and renditions. Video and PDF are ready as they are. */
export function isPicture(mediaType: MediaType): boolean {
  const { kind } = mediaTypes[mediaType];
  return kind === "raster" || kind === "raw" || kind === "vector";
}

/** Whether a file of this type may have thumbnails: pictures, and documents, whose first page is drawn. */
export function isDrawn(mediaType: MediaType): boolean {
  return isPicture(mediaType) || mediaTypes[mediaType].kind === "document";
}
