import { encode } from "blurhash";
import sharp from "sharp";
import type { Pixels } from "../decode/decode.ts";

/** The cost grows with every pixel, and 4×3 waves need no more. */
const edge = 32;

/** Four by three components, over white where the picture is transparent. Source: github.com/woltapp/blurhash. */
export async function blurhashOf({ data, raw }: Pixels): Promise<string> {
  const { data: rgba, info } = await sharp(data, { raw })
    .resize(edge, edge, { fit: "inside", withoutEnlargement: true })
    .flatten({ background: "white" })
    .toColourspace("srgb")
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return encode(new Uint8ClampedArray(rgba), info.width, info.height, 4, 3);
}
