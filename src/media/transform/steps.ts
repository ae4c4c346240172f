import sharp, { type Sharp } from "sharp";
import type { Pixels } from "../decode/read-pixels.ts";
import type { Edits, Flip, Region, Size } from "./transform.ts";

export function image({ data, raw }: Pixels): Sharp {
  return sharp(data, { raw, limitInputPixels: false });
}

export async function pixelsOf(picture: Sharp): Promise<Pixels> {
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  return { data, raw: { width: info.width, height: info.height, channels: info.channels } };
}

/** Removes a border of one colour: that of the pixel at the top left. */
export async function trimmed(pixels: Pixels, mode: "auto" | "color"): Promise<Pixels> {
  // A scan or a JPEG has noise in its border; a drawing has not.
  return pixelsOf(image(pixels).trim({ threshold: mode === "auto" ? 11 : 1 }));
}

export async function cut(pixels: Pixels, region: Region): Promise<Pixels> {
  return pixelsOf(image(pixels).extract(boxOf(region, pixels.raw)));
}

/** A region in pixels: at least one of them, and within the picture. */
export function boxOf({ x, y, width, height }: Region, size: Size) {
  const left = Math.min(Math.round(x * size.width), size.width - 1);
  const top = Math.min(Math.round(y * size.height), size.height - 1);
  return {
    left,
    top,
    width: Math.max(1, Math.min(Math.round(width * size.width), size.width - left)),
    height: Math.max(1, Math.min(Math.round(height * size.height), size.height - top)),
  };
}

/** Turns a picture clockwise. Its corners get the background's colour. */
export async function turned(pixels: Pixels, degrees: number, background: string): Promise<Pixels> {
  return pixelsOf(image(pixels).rotate(degrees, { background }));
}

export async function mirrored(pixels: Pixels, flip: Flip): Promise<Pixels> {
  return pixelsOf(image(pixels).flop(flip.includes("h")).flip(flip.includes("v")));
}

export async function edited(pixels: Pixels, { rotate, flip, crop }: Edits): Promise<Pixels> {
  let picture = pixels;
  if (rotate !== 0) picture = await turned(picture, rotate, transparent);
  if (flip) picture = await mirrored(picture, flip);
  return crop ? cut(picture, crop) : picture;
}

export const transparent = "#00000000";

/** The size of a picture of this size after its edits. */
export function editedSize(size: Size, { rotate, crop }: Edits): Size {
  const { width, height } = rotate % 180 === 0 ? size : { width: size.height, height: size.width };
  if (!crop) return { width, height };
  const box = boxOf(crop, { width, height });
  return { width: box.width, height: box.height };
}
