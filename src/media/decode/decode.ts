import { open } from "node:fs/promises";
import { join } from "node:path";
import sharp, { type Metadata, type Sharp } from "sharp";
import { type CameraData, cameraOfExif, cameraOfTiff } from "../metadata/camera.ts";
import { isAnimated } from "../renditions/animated.ts";
import { fileSource } from "../sniff/byte-source.ts";
import type { MediaType } from "../sniff/media-type.ts";
import { decodeApart } from "./decode-in-child.ts";
import type { PictureLimits } from "./picture-limits.ts";
import { readableOrNot } from "./readable-or-not.ts";

export interface DecodedPicture {
  /** Size of the whole picture in pixels, upright. */
  width: number;
  height: number;
  camera: CameraData;
  animated: boolean;
  /** The picture (its first frame, its first page) upright in 8-bit sRGB, at most `edge` on its longest edge. */
  pixels: Pixels;
}

export interface Pixels {
  data: Buffer;
  raw: { width: number; height: number; channels: 1 | 2 | 3 | 4 };
}

/**
 * Decodes once, as small as is needed: JPEG and WebP decode at a fraction of their size. `workDir` is an existing
 * folder for intermediate files, which the caller removes. Throws `UnreadablePicture`.
 */
export async function decode(
  path: string,
  mediaType: MediaType,
  edge: number,
  workDir: string,
  limits: PictureLimits,
): Promise<DecodedPicture> {
  if (apart.has(mediaType)) {
    const outPath = join(workDir, `decoded-${edge}.png`);
    const task = { path, mediaType, edge, outPath, pixelsMax: limits.pixelsMax };
    const picture = await decodeApart(task, limits);
    return { ...picture, animated: false, pixels: await pixelsOf(input(outPath, limits), edge, limits) };
  }
  const metadata = await readableOrNot(input(path, limits).metadata());
  const { width, height } = metadata.autoOrient;
  return {
    width,
    height,
    camera: await cameraOf(path, mediaType, metadata),
    animated: await isAnimated(path, mediaType, metadata.pages),
    pixels: await pixelsOf(input(path, limits), edge, limits),
  };
}

const apart = new Set<MediaType>(["image/svg+xml", "image/heic", "image/heif", "image/bmp"]);

function input(path: string, { pixelsMax }: PictureLimits): Sharp {
  // "error" refuses what is damaged or cut off, and takes what merely breaks a rule, as cameras and editors do.
  return sharp(path, { limitInputPixels: pixelsMax, failOn: "error", sequentialRead: true });
}

async function pixelsOf(picture: Sharp, edge: number, limits: PictureLimits): Promise<Pixels> {
  const { data, info } = await readableOrNot(
    picture
      .timeout({ seconds: Math.ceil(limits.decodeTimeoutMs / 1000) })
      .autoOrient()
      .resize(edge, edge, { fit: "inside", withoutEnlargement: true })
      .toColourspace("srgb")
      .raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true }),
  );
  const { width, height, channels } = info;
  return { data, raw: { width, height, channels } };
}

/** libvips hands on the EXIF of every format but TIFF, which is one itself. */
async function cameraOf(path: string, mediaType: MediaType, { exif }: Metadata): Promise<CameraData> {
  if (mediaType !== "image/tiff") return cameraOfExif(exif);
  await using file = await open(path, "r");
  return await cameraOfTiff(fileSource(file, (await file.stat()).size));
}
