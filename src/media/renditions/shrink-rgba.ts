import { deflateSync } from "node:zlib";
import sharp from "sharp";
import type { RgbaPixels } from "../decode/read-bmp.ts";
import { pngChunk } from "../metadata/strip-png.ts";

/** The pixels as a PNG of at most `edge` on its longest edge, never enlarged, carrying the ICC profile they are in. */
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
  // sharp would convert to a profile it is given, and these numbers are in it already.
  const chunk = pngChunk("iCCP", Buffer.concat([Buffer.from("ICC\0\0", "latin1"), deflateSync(profile)]));
  return Buffer.concat([png.subarray(0, afterHeader), chunk, png.subarray(afterHeader)]);
}

/** Signature (8) and the IHDR chunk (25). */
const afterHeader = 33;
