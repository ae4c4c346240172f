import type { MediaType } from "../../../../media/sniff/media-type.ts";
import type { Format } from "../../../../media/transform/transform.ts";
import type { Asked } from "./modifier.ts";

export interface Output {
  format: Format;
  /** Whether an animation may stay one. */
  mayMove: boolean;
}

/** The formats that browsers show stay what they are. Others become a PNG if they are drawings, else a JPEG. */
const families: Partial<Record<MediaType, Format>> = {
  "image/png": "png",
  "image/webp": "webp",
  "image/avif": "avif",
  "image/gif": "gif",
  "image/svg+xml": "png",
  "image/vnd.microsoft.icon": "png",
  "image/vnd.adobe.photoshop": "png",
};

const moving = new Set<MediaType>(["image/gif", "image/webp"]);
const moves = new Set<Format>(["gif", "webp"]);

// An AVIF of more pixels takes longer than a visitor waits.
const avifPixelsMax = 2_500_000;

/** The format of a result of so many pixels. `auto=format` takes the smallest that the caller accepts. */
export function outputOf(
  { format: stated, auto = [] }: Asked,
  mediaType: MediaType,
  pixels: number,
  accept = "",
): Output {
  const own = stated ?? families[mediaType] ?? "jpg";
  const format =
    auto.includes("format") || auto.includes("true") ? best(own, mediaType, pixels, accept) : own;
  return { format, mayMove: moving.has(mediaType) && moves.has(format) };
}

function best(own: Format, mediaType: MediaType, pixels: number, accept: string): Format {
  const stands = mediaType !== "image/gif";
  if (stands && pixels <= avifPixelsMax && accept.includes("image/avif")) return "avif";
  return accept.includes("image/webp") ? "webp" : own;
}
