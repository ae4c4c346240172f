import { readFile, writeFile } from "node:fs/promises";
import sharp from "sharp";
import { UnreadablePicture } from "../bytes/unreadable-picture.ts";
import { type Edge, edgeOf } from "./edge.ts";
import { translateSharpErrors } from "./sharp-errors.ts";

/** librsvg takes an inch for this many CSS pixels, as browsers do; at any other density its mm, in and pt are wrong. */
const density = 96;
/** At that density it draws a CSS pixel as this many pixels. */
const pixelsPerCssPixel = density / 72;

/** A poster of 300 m at 96 pixels an inch. */
const edgeMax = 1_000_000;

/**
 * Draws a sanitised SVG into a PNG whose longest edge is `edge` pixels. A smaller drawing is enlarged: a vector stays
 * sharp. Returns the natural size in CSS pixels. Throws `UnreadablePicture`.
 */
export async function drawSvg(path: string, edge: Edge, outPath: string, pixelsMax: number) {
  // From memory: a drawing that librsvg opens by name may include files from the same folder.
  const stored = await readFile(path, "utf8");
  if (stored.length === 0) throw new UnreadablePicture("empty");
  const svg = withDefaultSize(stored);
  const { width, height } = await naturalSize(svg);
  const longest = edgeOf(edge, { width, height });
  const scale = longest / Math.max(width, height);
  const sized = withSize(svg, { width, height }, scale / pixelsPerCssPixel);
  const png = sharp(Buffer.from(sized), { density, limitInputPixels: pixelsMax })
    .resize(longest, longest, { fit: "inside" })
    .png({ compressionLevel: 1 });
  await writeFile(outPath, await translateSharpErrors(png.toBuffer()));
  return { width, height, camera: {} };
}

interface Size {
  width: number;
  height: number;
}

/** A drawing that does not say its size is shown at 300 × 150 by browsers; librsvg would cut it to what it draws. */
function withDefaultSize(svg: string): string {
  const end = svg.indexOf(">");
  const root = svg.slice(0, end);
  if (/ viewBox="/.test(root)) return svg;
  return withDefault(withDefault(root, "width", 300), "height", 150) + svg.slice(end);
}

function withDefault(root: string, name: "width" | "height", pixels: number): string {
  if (new RegExp(` ${name}="[^%"]+"`).test(root)) return root;
  return `${root.replace(new RegExp(` ${name}="[^"]*"`), "")} ${name}="${pixels}"`;
}

async function naturalSize(svg: string): Promise<Size> {
  const drawn = sharp(Buffer.from(svg), { density, limitInputPixels: false });
  const { width, height } = await translateSharpErrors(drawn.metadata());
  if (!(width > 0 && height > 0)) throw new UnreadablePicture("empty");
  if (Math.max(width, height) > edgeMax) throw new UnreadablePicture("tooManyPixels");
  return { width: inCssPixels(width), height: inCssPixels(height) };
}

const inCssPixels = (pixels: number) => Math.max(Math.round(pixels / pixelsPerCssPixel), 1);

/** The drawing at `scale` times its size. The sanitiser wrote its root element, so a `>` in it is the end of its tag. */
function withSize(svg: string, { width, height }: Size, scale: number): string {
  const end = svg.indexOf(">");
  const root = svg.slice(0, end);
  // Important, so that no style of the drawing says another size.
  const size = `width:${width * scale}px!important;height:${height * scale}px!important`;
  const sized = / style="/.test(root)
    ? root.replace(/ style="([^"]*)"/, (_, style) => ` style="${style};${size}"`)
    : `${root} style="${size}"`;
  const boxed = / viewBox="/.test(root) ? sized : `${sized} viewBox="0 0 ${width} ${height}"`;
  return boxed + svg.slice(end);
}
