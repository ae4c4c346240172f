import { encode } from "blurhash";
import sharp from "sharp";
import type { Pixels } from "../decode/read-pixels.ts";
import { within } from "../decode/within.ts";

/** Enough for 4×3 components. The cost grows with the number of pixels. */
const edge = 32;

/** The blurhash of an encoded picture. */
export async function blurhashOf(picture: Uint8Array): Promise<string> {
  const { data, info } = await sharp(picture)
    .resize(within(edge))
    .raw()
    .toBuffer({ resolveWithObject: true });
  return encodeBlurhash({ data, raw: { width: info.width, height: info.height, channels: info.channels } });
}

/** A blurhash of 4×3 components. Transparent parts become white. Source: github.com/woltapp/blurhash. */
export async function encodeBlurhash({ data, raw }: Pixels): Promise<string> {
  const { data: rgba, info } = await sharp(data, { raw })
    .resize(within(edge))
    .flatten({ background: "white" })
    .toColourspace("srgb")
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return encode(new Uint8ClampedArray(rgba), info.width, info.height, 4, 3);
}
