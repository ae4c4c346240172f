import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { pngChunk } from "../metadata/strip-png.ts";
import type { RgbaPixels } from "./rgba-pixels.ts";

/** A PNG of at most `edge` pixels on its longest edge, never enlarged, tagged with the ICC `profile` of the pixels. */
export async function shrinkRgba(
  { data, width, height }: RgbaPixels,
  edge: number,
  profile?: Buffer,
): Promise<Buffer> {
  const png = await sharp(data, { raw: { width, height, channels: 4 }, limitInputPixels: false })
    .resize(edge, edge, { fit: "inside", withoutEnlargement: true })
    .png({ compressionLevel: 1 })
    .toBuffer();
  if (!profile) return png;
  // sharp would convert the pixels to a given profile, but they are in that profile already.
  const chunk = pngChunk("iCCP", Buffer.concat([Buffer.from("ICC\0\0", "latin1"), deflateSync(profile)]));
  return Buffer.concat([png.subarray(0, afterHeader), chunk, png.subarray(afterHeader)]);
}

/** Signature (8) and the IHDR chunk (25). */
const afterHeader = 33;
