import { constants, copyFile, open } from "node:fs/promises";
import { join } from "node:path";
import type { Metadata } from "sharp";
import { openSource } from "../bytes/byte-source.ts";
import { type CameraData, cameraOf, cameraOfTiff } from "../metadata/camera.ts";
import type { MediaType } from "../sniff/media-type.ts";
import { isAnimated } from "./animated.ts";
import type { DecodedPicture } from "./decoded-picture.ts";
import { type Edge, edgeOf } from "./edge.ts";
import { readImperfect } from "./imperfect.ts";
import { openRaster, type RasterLimits } from "./read-pixels.ts";
import { translateSharpErrors } from "./sharp-errors.ts";

/** Decodes with sharp, in this process. See `decode`. */
export async function decodeRaster(
  path: string,
  mediaType: MediaType,
  edge: Edge,
  workDir: string,
  limits: RasterLimits,
): Promise<DecodedPicture> {
  const readable = await readableBySharp(path, mediaType, workDir);
  const metadata = await translateSharpErrors(openRaster(readable, limits).metadata());
  const { width, height } = metadata.autoOrient;
  return {
    width,
    height,
    camera: await cameraIn(path, mediaType, metadata),
    animated: await isAnimated(path, mediaType, metadata.pages),
    ...(await readImperfect(
      { path: readable, mediaType, metadata },
      edgeOf(edge, metadata.autoOrient),
      limits,
    )),
  };
}

/** libvips knows an AVIF by its first brand, and does not know the brand of animated ones; their still is the same. */
async function readableBySharp(path: string, mediaType: MediaType, workDir: string): Promise<string> {
  if (mediaType !== "image/avif" || !(await isAnimated(path, mediaType))) return path;
  const copy = join(workDir, "still.avif");
  await copyFile(path, copy, constants.COPYFILE_FICLONE);
  await using file = await open(copy, "r+");
  await file.write("avif", 8, "latin1");
  return copy;
}

/** libvips returns the EXIF block of every format except TIFF, where the file itself is one. */
async function cameraIn(path: string, mediaType: MediaType, { exif, xmp }: Metadata): Promise<CameraData> {
  if (mediaType !== "image/tiff") return cameraOf({ exif, xmp });
  await using source = await openSource(path);
  return await cameraOfTiff(source, xmp);
}
