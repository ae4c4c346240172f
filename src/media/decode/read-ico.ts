import decodeIco from "decode-ico";
import sharp from "sharp";
import { UnreadablePicture } from "../bytes/unreadable-picture.ts";
import type { ReadPicture } from "./read-picture.ts";
import { translateSharpErrors } from "./sharp-errors.ts";

/** Decodes the largest picture of an icon. Throws `UnreadablePicture`. */
export async function readIco(bytes: Buffer, pixelsMax: number): Promise<ReadPicture> {
  const [largest] = entriesOf(bytes).sort((a, b) => b.width * b.height - a.width * a.height || b.bpp - a.bpp);
  if (!largest) throw new UnreadablePicture("empty");
  if (largest.width * largest.height > pixelsMax) throw new UnreadablePicture("tooManyPixels");
  const { width, height, data } =
    largest.type === "png" ? await readPng(Buffer.from(largest.data), pixelsMax) : largest;
  return { width, height, pixels: { width, height, data: Buffer.from(data) }, camera: {} };
}

function entriesOf(bytes: Buffer) {
  try {
    return decodeIco(bytes);
  } catch (error) {
    throw new UnreadablePicture("damaged", { cause: error });
  }
}

async function readPng(png: Buffer, pixelsMax: number) {
  const picture = sharp(png, { limitInputPixels: pixelsMax }).toColourspace("srgb").ensureAlpha();
  const { data, info } = await translateSharpErrors(
    picture.raw({ depth: "uchar" }).toBuffer({ resolveWithObject: true }),
  );
  return { width: info.width, height: info.height, data };
}
