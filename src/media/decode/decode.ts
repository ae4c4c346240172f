import { constants, copyFile, open } from "node:fs/promises";
import { join } from "node:path";
import type { Metadata } from "sharp";
import { openSource } from "../bytes/byte-source.ts";
import { type CameraData, cameraOf, cameraOfTiff } from "../metadata/camera.ts";
import type { MediaType } from "../sniff/media-type.ts";
import { isAnimated } from "./animated.ts";
import { decodeInChild } from "./decode-in-child.ts";
import type { PictureLimits } from "./picture-limits.ts";
import { openRaster, type Pixels, readPixels } from "./read-pixels.ts";
import { translateSharpErrors } from "./sharp-errors.ts";

export interface DecodedPicture {
  /** Size of the whole picture in pixels, upright. */
  width: number;
  height: number;
  camera: CameraData;
  animated: boolean;
  /** The first frame or page, upright, in 8-bit sRGB, at most `edge` pixels on its longest edge. */
  pixels: Pixels;
}

/**
 * Decodes a picture once, no larger than needed: JPEG and WebP can decode at a fraction of their size. `edge` is in
 * pixels. `workDir` is an existing folder for intermediate files, which the caller removes. Throws `UnreadablePicture`.
 */
export async function decode(
  path: string,
  mediaType: MediaType,
  edge: number,
  workDir: string,
  limits: PictureLimits,
): Promise<DecodedPicture> {
  if (isDecodedInChild(mediaType)) {
    const outPath = join(workDir, `decoded-${edge}.png`);
    const task = { path, mediaType, edge, outPath, pixelsMax: limits.pixelsMax };
    const picture = await decodeInChild(task, limits);
    return { ...picture, animated: false, pixels: await decodedPixels(outPath, edge, limits) };
  }
  const readable = await readableBySharp(path, mediaType, workDir);
  const metadata = await translateSharpErrors(openRaster(readable, limits).metadata());
  const { width, height } = metadata.autoOrient;
  return {
    width,
    height,
    camera: await cameraIn(path, mediaType, metadata),
    animated: await isAnimated(path, mediaType, metadata.pages),
    pixels: await readPixels({ path: readable, mediaType, metadata }, edge, limits),
  };
}

/** What sharp reads by itself; everything else has a decoder of its own, which is killed when it goes wrong. */
const decodedHere = new Set<MediaType>([
  "image/jpeg",
  "image/png",
  "image/webp",
  "image/avif",
  "image/gif",
  "image/tiff",
]);

const isDecodedInChild = (mediaType: MediaType) => !decodedHere.has(mediaType);

/** libvips knows an AVIF by its first brand, and does not know the brand of animated ones; their still is the same. */
async function readableBySharp(path: string, mediaType: MediaType, workDir: string): Promise<string> {
  if (mediaType !== "image/avif" || !(await isAnimated(path, mediaType))) return path;
  const copy = join(workDir, "still.avif");
  await copyFile(path, copy, constants.COPYFILE_FICLONE);
  await using file = await open(copy, "r+");
  await file.write("avif", 8, "latin1");
  return copy;
}

async function decodedPixels(path: string, edge: number, limits: PictureLimits): Promise<Pixels> {
  const metadata = await translateSharpErrors(openRaster(path, limits).metadata());
  return readPixels({ path, mediaType: "image/png", metadata }, edge, limits);
}

/** libvips returns the EXIF block of every format except TIFF, where the file itself is one. */
async function cameraIn(path: string, mediaType: MediaType, { exif, xmp }: Metadata): Promise<CameraData> {
  if (mediaType !== "image/tiff") return cameraOf({ exif, xmp });
  await using source = await openSource(path);
  return await cameraOfTiff(source, xmp);
}
