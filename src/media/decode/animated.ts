import { type ByteSource, openSource } from "../bytes/byte-source.ts";
import type { MediaType } from "../sniff/media-type.ts";

/** Whether the picture is animated. `pages` is libvips's count, which covers the frames of GIF and WebP only. */
export async function isAnimated(path: string, mediaType: MediaType, pages = 1): Promise<boolean> {
  if (mediaType === "image/gif" || mediaType === "image/webp") return pages > 1;
  if (mediaType !== "image/png" && mediaType !== "image/avif") return false;
  await using source = await openSource(path);
  if (mediaType === "image/avif") return (await source.read(8, 4)).toString("latin1") === "avis";
  return await hasAnimationControl(source);
}

/** An APNG has an `acTL` chunk before its first picture data. The picture was decoded, so its chunks are whole. */
async function hasAnimationControl(source: ByteSource): Promise<boolean> {
  for (let at = 8; at + 12 <= source.size; ) {
    const head = await source.read(at, 8);
    const name = head.toString("latin1", 4);
    if (name === "acTL") return true;
    if (name === "IDAT") return false;
    at += 12 + head.readUInt32BE();
  }
  return false;
}
