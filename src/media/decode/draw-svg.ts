import { readFile, writeFile } from "node:fs/promises";
import sharp from "sharp";
import { readableOrNot } from "./readable-or-not.ts";
import { UnreadablePicture } from "./unreadable-picture.ts";

/** librsvg draws CSS pixels at this density. */
const naturalDensity = 72;
/** What sharp takes. */
const densityMax = 100_000;

/**
 * Draws a (sanitised) SVG into a PNG whose longest edge is `edge`, also when the drawing is smaller: a vector has no
 * pixels to run out of. Answers its natural size in CSS pixels. Throws `UnreadablePicture`.
 */
export async function drawSvg(path: string, edge: number, outPath: string, pixelsMax: number) {
  // From memory: librsvg lets a drawing that it opened by name show the files beside it.
  const svg = await readFile(path);
  if (svg.length === 0) throw new UnreadablePicture("empty");
  const { width, height } = await readableOrNot(sharp(svg, { limitInputPixels: false }).metadata());
  if (!(width > 0 && height > 0)) throw new UnreadablePicture("empty");
  const density = Math.min(Math.max((naturalDensity * edge) / Math.max(width, height), 1), densityMax);
  const png = sharp(svg, { density, limitInputPixels: pixelsMax })
    .resize(edge, edge, { fit: "inside" })
    .png({ compressionLevel: 1 });
  await writeFile(outPath, await readableOrNot(png.toBuffer()));
  return { width, height, camera: {} };
}
