import { UnreadablePicture } from "../decode/unreadable-picture.ts";
import { stripMetadataInMemory } from "../metadata/strip-metadata.ts";
import { type MediaType, sniffMediaType } from "../sniff/media-type.ts";

const embedded = /data:image\/(?:png|jpe?g|gif|webp);base64,([A-Za-z0-9+/=]*)/gi;
const rasters = new Set<MediaType | null>(["image/png", "image/jpeg", "image/gif", "image/webp"]);

/**
 * The SVG with every raster inside it freed of location and other metadata, and named by its true type. One that is
 * broken, or is something else than it says, is replaced by nothing: an empty data URL.
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
