import { readFile } from "node:fs/promises";
import type { Metadata } from "sharp";
import { UnreadablePicture } from "../bytes/unreadable-picture.ts";
import { openRaster, type Pixels, type RasterFile, type RasterLimits, readPixels } from "./read-pixels.ts";
import { translateSharpErrors } from "./sharp-errors.ts";

export const warnings = {
  checksum: "The file is slightly damaged. The picture may look different in some places.",
  endsEarly: "The end of the file is missing. The bottom of the picture may be grey.",
} as const;
export type Warning = (typeof warnings)[keyof typeof warnings];

// Browsers show any part of a JPEG. Less than this is not what somebody meant to keep.
const rowsMin = 0.95;
// libvips and libjpeg decode so many rows more than are asked for.
const rowsReadAhead = 32;
// A block of a JPEG has 8 or 16 rows of pixels.
const blockRows = 16;

/** Pixels of a picture, and what is wrong with it where every browser shows it all the same. Otherwise like `readPixels`. */
export async function readImperfect(
  file: RasterFile,
  edge: number,
  limits: RasterLimits,
): Promise<{ pixels: Pixels; warning: Warning | null }> {
  try {
    return { pixels: await readPixels(file, edge, limits), warning: null };
  } catch (error) {
    if (!(error instanceof UnreadablePicture) || !["endsEarly", "damaged"].includes(error.reason))
      throw error;
    if (file.mediaType === "image/png") {
      const pixels = await readPixels({ ...file, failOn: "truncated" }, edge, limits);
      return { pixels, warning: warnings.checksum };
    }
    if (file.mediaType !== "image/jpeg" || !(await isNearlyWhole(file, limits))) throw error;
    return {
      pixels: await readPixels({ ...file, failOn: "none" }, edge, limits),
      warning: warnings.endsEarly,
    };
  }
}

/** Whether all rows of a JPEG but the last few can be decoded, or all scans but the end of the last one. */
async function isNearlyWhole({ path, metadata }: RasterFile, limits: RasterLimits): Promise<boolean> {
  if (metadata.isProgressive) return hasFullPrecision(await readFile(path));
  const { width, height } = metadata as Metadata & { width: number; height: number };
  // Nobody can tell how much of a single row of blocks is there.
  if (height <= blockRows) return true;
  const rows = Math.max(1, Math.min(Math.floor(height * rowsMin), height - rowsReadAhead));
  const top = openRaster(path, limits).extract({ left: 0, top: 0, width, height: rows }).resize(16, 16);
  try {
    await translateSharpErrors(top.raw().toBuffer());
    return true;
  } catch (error) {
    if (error instanceof UnreadablePicture) return false;
    throw error;
  }
}

const startOfScan = Buffer.of(0xff, 0xda);

/** Whether the last scan of a progressive JPEG adds the lowest bits: its successive approximation is 0 (T.81, B.2.3). */
function hasFullPrecision(jpeg: Buffer): boolean {
  const at = jpeg.lastIndexOf(startOfScan);
  const components = jpeg[at + 4] ?? 0;
  const approximation = jpeg[at + 5 + 2 * components + 2];
  return at > 0 && approximation !== undefined && (approximation & 0x0f) === 0;
}
