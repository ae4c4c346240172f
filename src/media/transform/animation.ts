import type { DecodedSize } from "../decode/decode-in-child.ts";
import { openFrames } from "../decode/read-pixels.ts";
import { translateSharpErrors } from "../decode/sharp-errors.ts";
import { placedFrames } from "./apply.ts";
import type { Transform } from "./transform.ts";

// All frames are in memory at times, 4 bytes a pixel.
const framePixelsMax = 60_000_000;

/** Renders all frames of a GIF or WebP. A longer or larger animation keeps its first frames. */
export async function renderAnimation(
  path: string,
  outPath: string,
  transform: Transform,
  pixelsMax: number,
): Promise<DecodedSize> {
  const first = await translateSharpErrors(openFrames(path, 1, pixelsMax).metadata());
  const { width, pageHeight: height = first.height, pages = 1 } = first;
  const frames = Math.max(1, Math.min(pages, Math.floor(framePixelsMax / (width * height))));
  const picture = placedFrames(openFrames(path, frames, pixelsMax), { width, height }, transform);
  await translateSharpErrors(picture.toFile(outPath));
  return { width, height, camera: {}, animated: true, warning: null };
}
