import { join } from "node:path";
import sharp, { type Sharp } from "sharp";
import { z } from "zod";
import { decode, type Pixels } from "../decode/decode.ts";
import type { PictureLimits } from "../decode/picture-limits.ts";
import { CameraData } from "../metadata/camera.ts";
import type { MediaType } from "../sniff/media-type.ts";
import { blurhashOf } from "./blurhash.ts";
import type { ThumbnailName } from "./names.ts";

export interface Rendition {
  path: string;
  bytes: number;
  /** Pixels. */
  width: number;
  height: number;
}

/** What is kept of a picture besides its files. */
export const PictureData = z.object({
  /** Pixels, upright; CSS pixels for SVG. */
  width: z.number(),
  height: z.number(),
  blurhash: z.string(),
  camera: CameraData,
});
export type PictureData = z.output<typeof PictureData>;

export interface ProcessedPicture extends PictureData {
  animated: boolean;
  renditions: (Rendition & { name: ThumbnailName })[];
}

/**
 * All that an upload needs: size, blurhash, camera data, and the thumbnails as WebP files in `workDir`, an existing
 * empty folder that the caller removes after storing them. Renditions are upright, sRGB, still, never enlarged (but
 * SVG is drawn to fit), and carry no metadata. For pictures only: see `isPicture`.
 *
 * Throws `UnreadablePicture` when the file is at fault; anything else is a bug or a full disk.
 */
export async function processPicture(
  path: string,
  mediaType: MediaType,
  workDir: string,
  limits: PictureLimits,
): Promise<ProcessedPicture> {
  const { pixels, ...picture } = await decode(path, mediaType, 800, workDir, limits);
  const small = await shrunk(pixels, 400);
  // Two lanes of about the same length: more would take the threads that uploads are written with.
  const [large, { blurhash, renditions }] = await Promise.all([
    write("800", image(pixels).webp(sharpWebp), workDir),
    writeSmall(small, workDir),
  ]);
  return { ...picture, blurhash, renditions: [large, ...renditions] };
}

async function writeSmall(small: Pixels, workDir: string) {
  const sharpOne = await write("400", image(small).webp(sharpWebp), workDir);
  const blurredOne = await write("blurred", (await blurred(small)).webp(blurredWebp), workDir);
  return { renditions: [sharpOne, blurredOne], blurhash: await blurhashOf(small) };
}

/** One size on its first request: WebP of at most `size` pixels on its longest edge. As `processPicture` otherwise. */
export async function renderSize(
  path: string,
  mediaType: MediaType,
  size: number,
  workDir: string,
  limits: PictureLimits,
): Promise<Rendition> {
  const { pixels } = await decode(path, mediaType, size, workDir, limits);
  const { name: _, ...rendition } = await write(String(size), image(pixels).webp(sharpWebp), workDir);
  return rendition;
}

/** Quality where photographs show no blocks; effort 2 takes half of the default's time for 4 % more bytes. */
const sharpWebp = { quality: 80, effort: 2 };
/** Nothing in it has an edge; its alpha would otherwise be kept without loss, at ten times the rest. */
const blurredWebp = { quality: 40, alphaQuality: 10, effort: 2 };

async function write<Name extends string>(name: Name, picture: Sharp, workDir: string) {
  const path = join(workDir, `${name}.webp`);
  const { size, width, height } = await picture.toFile(path);
  return { name, path, bytes: size, width, height };
}

function image({ data, raw }: Pixels): Sharp {
  return sharp(data, { raw });
}

async function shrunk(pixels: Pixels, edge: number): Promise<Pixels> {
  const { data, info } = await image(pixels)
    .resize(edge, edge, { fit: "inside", withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, raw: { width: info.width, height: info.height, channels: info.channels } };
}

/** As large as the thumbnail whose place it holds. Shrinking first is the blur, and costs almost nothing. */
async function blurred(small: Pixels): Promise<Sharp> {
  const { width, height } = small.raw;
  return image(await shrunk(small, 24))
    .resize(width, height, { fit: "fill", kernel: "cubic" })
    .blur(8);
}
