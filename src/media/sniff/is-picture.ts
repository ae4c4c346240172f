import { type MediaType, mediaTypes } from "./media-type.ts";

/** Whether a file of this type has dimensions, a blurhash and renditions. Video and PDF are ready as they are. */
export function isPicture(mediaType: MediaType): boolean {
  const { kind } = mediaTypes[mediaType];
  return kind === "raster" || kind === "raw" || kind === "vector";
}

/** Whether a file may have thumbnails: pictures, documents by their first page, and videos by a frame. */
export function isDrawn(mediaType: MediaType): boolean {
  return isPicture(mediaType) || ["document", "video"].includes(mediaTypes[mediaType].kind);
}
