import { readFile, writeFile } from "node:fs/promises";
import sharp from "sharp";
import { UnreadablePicture } from "../bytes/unreadable-picture.ts";
import { translateSharpErrors } from "./sharp-errors.ts";

/** At this density librsvg draws one pixel per CSS pixel. */
const naturalDensity = 72;
/** The largest density that sharp accepts. */
const densityMax = 100_000;

/**
 * Draws a sanitised SVG into a PNG whose longest edge is `edge` pixels. A smaller drawing is enlarged: a vector stays
 * sharp. Returns the natural size in CSS pixels. Throws `UnreadablePicture`.
 */
export async function drawSvg(path: string, edge: number, outPath: string, pixelsMax: number) {
  // From memory: a drawing that librsvg opens by name may include files from the same folder.
  const svg = await readFile(path);
  if (svg.length === 0) throw new UnreadablePicture("empty");
  const { width, height } = await translateSharpErrors(sharp(svg, { limitInputPixels: false }).metadata());
  if (!(width > 0 && height > 0)) throw new UnreadablePicture("empty");
  const density = Math.min(Math.max((naturalDensity * edge) / Math.max(width, height), 1), densityMax);
  const png = sharp(svg, { density, limitInputPixels: pixelsMax })
    .resize(edge, edge, { fit: "inside" })
    .png({ compressionLevel: 1 });
  await writeFile(outPath, await translateSharpErrors(png.toBuffer()));
  return { width, height, camera: {} };
}
