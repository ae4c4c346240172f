import { join } from "node:path";
import sharp, { type Sharp } from "sharp";
import { z } from "zod";
import { type DecodeJob, decode } from "../decode/decode.ts";
import { warnings } from "../decode/imperfect.ts";
import type { Pixels } from "../decode/read-pixels.ts";
import { within } from "../decode/within.ts";
import { CameraData } from "../metadata/camera.ts";
import { encodeBlurhash } from "./blurhash.ts";
import type { ThumbnailName } from "./names.ts";

export interface Rendition {
  path: string;
  bytes: number;
  /** Pixels. */
  width: number;
  height: number;
}

/** The data of a picture that is stored with its asset. */
export const PictureData = z.object({
  /** Pixels, upright; CSS pixels for SVG. */
  width: z.number(),
  height: z.number(),
  blurhash: z.string(),
  camera: CameraData,
  /** What is wrong with a picture that can be shown nevertheless; for people. */
  warning: z.enum(Object.values(warnings)).nullable().default(null),
});
export type PictureData = z.output<typeof PictureData>;

export interface ProcessedPicture extends PictureData {
  animated: boolean;
  renditions: (Rendition & { name: ThumbnailName })[];
}

/**
 * Everything for a new asset: dimensions, blurhash, camera data, and thumbnails as WebP files in `workDir`, an empty folder
 * that the caller removes after storing them. Renditions are upright, sRGB, not animated, never enlarged (except SVG, which
 * is drawn to fit), and have no metadata. For pictures only, see `isPicture`.
 *
 * Throws `UnreadablePicture` if the file cannot be read, `DecodeInterrupted` if the machine was too busy. Any other error
 * is a bug or a full disk.
 */
export async function processPicture(job: DecodeJob): Promise<ProcessedPicture> {
  const { workDir } = job;
  const { pixels, ...picture } = await decode(job, 800);
  const small = await fitWithin(400, pixels);
  // Two parallel branches of about the same duration. More would take threads from upload writes.
  const [large, { blurhash, renditions }] = await Promise.all([
    write("800", image(pixels).webp(sharpWebp), workDir),
    writeSmall(small, workDir),
  ]);
  return { ...picture, blurhash, renditions: [large, ...renditions] };
}

async function writeSmall(small: Pixels, workDir: string) {
  const thumbnail = await write("400", image(small).webp(sharpWebp), workDir);
  const placeholder = await write("blurred", (await blurred(small)).webp(blurredWebp), workDir);
  return { renditions: [thumbnail, placeholder], blurhash: await encodeBlurhash(small) };
}

/** Renders one size, a WebP of at most `size` pixels on its longest edge. Otherwise like `processPicture`. */
export async function renderSize(job: DecodeJob, size: number): Promise<Rendition> {
  const { workDir } = job;
  const { pixels } = await decode(job, size);
  const { name: _, ...rendition } = await write(String(size), image(pixels).webp(sharpWebp), workDir);
  return rendition;
}

/** Measured against what browsers draw: see decision 0040. Effort 2 takes half the time of the default for 4 % more bytes. */
const sharpWebp = { quality: 84, effort: 2 };
/** A blurred picture has no edges. Without `alphaQuality`, alpha would be lossless and ten times larger than the rest. */
const blurredWebp = { quality: 40, alphaQuality: 10, effort: 2 };

async function write<Name extends string>(name: Name, picture: Sharp, workDir: string) {
  const path = join(workDir, `${name}.webp`);
  const { size, width, height } = await picture.toFile(path);
  return { name, path, bytes: size, width, height };
}

function image({ data, raw }: Pixels): Sharp {
  return sharp(data, { raw });
}

async function fitWithin(edge: number, pixels: Pixels): Promise<Pixels> {
  const { data, info } = await image(pixels).resize(within(edge)).raw().toBuffer({ resolveWithObject: true });
  return { data, raw: { width: info.width, height: info.height, channels: info.channels } };
}

/** The size of the thumbnail that it is a placeholder for. Shrinking first does most of the blur, at almost no cost. */
async function blurred(small: Pixels): Promise<Sharp> {
  const { width, height } = small.raw;
  return image(await fitWithin(24, small))
    .resize(width, height, { fit: "fill", kernel: "cubic" })
    .blur(8);
}
