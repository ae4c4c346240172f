import { join } from "node:path";
import { UnreadablePicture } from "../bytes/unreadable-picture.ts";
import type { MediaType } from "../sniff/media-type.ts";
import { type DecodeCost, decodeCost } from "./cost.ts";
import { decodeInChild } from "./decode-in-child.ts";
import { decodeRaster } from "./decode-raster.ts";
import type { DecodedPicture } from "./decoded-picture.ts";
import type { PictureLimits } from "./picture-limits.ts";
import { openRaster, readPixels } from "./read-pixels.ts";
import { translateSharpErrors } from "./sharp-errors.ts";

/** A file to decode, and what is allowed. */
export interface DecodeJob {
  path: string;
  mediaType: MediaType;
  /** An existing folder for intermediate files. The caller removes it. */
  workDir: string;
  limits: PictureLimits;
  /** When it is known already. */
  cost?: DecodeCost;
}

/**
 * Decodes a picture once, no larger than needed: JPEG and WebP can decode at a fraction of their size. `edge` is in
 * pixels. Throws `UnreadablePicture` when the file is at fault, `DecodeInterrupted` when the machine was too busy.
 */
export async function decode(job: DecodeJob, edge: number): Promise<DecodedPicture> {
  const { path, mediaType, workDir, limits } = job;
  const cost = job.cost ?? (await decodeCost(path, mediaType, limits));
  if (!cost.inChild) {
    const started = performance.now();
    try {
      return await decodeRaster(path, mediaType, edge, workDir, limits);
    } catch (error) {
      if (!isDoubtful(error, performance.now() - started, limits)) throw error;
    }
  }
  const outPath = join(workDir, `decoded-${edge}.png`);
  const task = {
    path,
    mediaType,
    edge,
    outPath,
    workDir,
    pixelsMax: limits.pixelsMax,
    ffmpeg: limits.ffmpeg,
  };
  const picture = await decodeInChild(task, limits);
  const metadata = await translateSharpErrors(openRaster(outPath, limits).metadata());
  const pixels = await readPixels({ path: outPath, mediaType: "image/png", metadata }, edge, limits);
  return { ...picture, pixels };
}

/**
 * Whether a failure may be that of a busy server. libvips reports its own time-out as damage at times, and time counts
 * while other work has the processor. A child process decides then: its processor time is measured.
 */
export function isDoubtful(error: unknown, elapsedMs: number, { decodeTimeoutMs }: PictureLimits): boolean {
  if (!(error instanceof UnreadablePicture)) return false;
  return elapsedMs > decodeTimeoutMs / 2 || error.reason === "tooSlow" || error.reason === "tooMuchMemory";
}
