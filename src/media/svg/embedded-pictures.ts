import { UnreadablePicture } from "../bytes/unreadable-picture.ts";
import { stripMetadataInMemory } from "../metadata/strip-metadata.ts";
import type { MediaType } from "../sniff/media-type.ts";
import { sniffMediaType } from "../sniff/sniff-media-type.ts";

const embedded = /data:image\/(?:png|jpe?g|gif|webp);base64,([A-Za-z0-9+/=]*)/gi;
const rasters = new Set<MediaType | null>(["image/png", "image/jpeg", "image/gif", "image/webp"]);

/**
 * Removes location and other metadata from every embedded raster, and labels it with its sniffed type. A raster that
 * is broken or of another type becomes an empty data URL.
 */
export async function cleanEmbeddedPictures(svg: string): Promise<string> {
  const parts: string[] = [];
  let at = 0;
  for (const match of svg.matchAll(embedded)) {
    parts.push(svg.slice(at, match.index), await cleanPicture(match[1] ?? ""));
    at = match.index + match[0].length;
  }
  parts.push(svg.slice(at));
  return parts.join("");
}

async function cleanPicture(base64: string): Promise<string> {
  const bytes = Buffer.from(base64, "base64");
  const mediaType = sniffMediaType(bytes);
  if (mediaType === null || !rasters.has(mediaType)) return "data:,";
  try {
    return `data:${mediaType};base64,${(await stripMetadataInMemory(bytes, mediaType)).toString("base64")}`;
  } catch (error) {
    if (error instanceof UnreadablePicture) return "data:,";
    throw error;
  }
}
