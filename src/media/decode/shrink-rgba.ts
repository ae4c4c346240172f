import { deflateSync } from "node:zlib";
import sharp, { type Sharp } from "sharp";
import { pngChunk } from "../metadata/strip-png.ts";
import type { Nclx } from "./colour/nclx.ts";
import { convertToSrgb } from "./colour/to-srgb.ts";
import type { RgbaPixels } from "./rgba-pixels.ts";
import { within } from "./within.ts";

/** The colour of pixels: an ICC profile, or code points. Without either they are sRGB. */
export interface RgbaColour {
  profile?: Buffer;
  nclx?: Nclx;
}

/**
 * A PNG of at most `edge` pixels on its longest edge, never enlarged. It is sRGB, or tagged with the ICC `profile` of
 * the pixels.
 */
export async function shrinkRgba(
  { data, width, height }: RgbaPixels,
  edge: number,
  { profile, nclx }: RgbaColour = {},
): Promise<Buffer> {
  const shrunk = sharp(data, { raw: { width, height, channels: 4 }, limitInputPixels: false }).resize(
    within(edge),
  );
  const png = await (nclx ? await converted(shrunk, nclx) : shrunk).png({ compressionLevel: 1 }).toBuffer();
  if (!profile) return png;
  // sharp would convert the pixels to a given profile, but they are in that profile already.
  const chunk = pngChunk("iCCP", Buffer.concat([Buffer.from("ICC\0\0", "latin1"), deflateSync(profile)]));
  return Buffer.concat([png.subarray(0, afterHeader), chunk, png.subarray(afterHeader)]);
}

async function converted(picture: Sharp, nclx: Nclx): Promise<Sharp> {
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  return sharp(convertToSrgb({ data, channels: 4 }, nclx), { raw: { width, height, channels: 4 } });
}

/** Signature (8) and the IHDR chunk (25). */
const afterHeader = 33;
