import sharp, { type Sharp } from "sharp";
import type { Pixels } from "../decode/read-pixels.ts";
import { encoded } from "./encode.ts";
import { type Placement, place } from "./fit.ts";
import { cut, edited, editedSize, image, mirrored, pixelsOf, transparent, trimmed, turned } from "./steps.ts";
import { edgeMax, type Point, type Position, type Size, type Transform } from "./transform.ts";

// A border is found, and a picture turned by any angle, at no more than this.
const searchedEdge = 4096;

/** The longest edge, in pixels, at which a picture of this size must be decoded. */
export function edgeFor(size: Size, transform: Transform): number {
  const longest = Math.max(size.width, size.height);
  const scaleMax = Math.min(longest, edgeMax) / longest;
  if (transform.trim || (transform.rotate ?? 0) % 90 !== 0) {
    return Math.max(1, Math.round(longest * Math.min(scaleMax, searchedEdge / longest)));
  }
  const region = regionSize(size, transform);
  const { picture } = place(region, transform, transform.fit);
  const scale = Math.max(picture.width / region.width, picture.height / region.height);
  return Math.max(1, Math.round(longest * Math.min(scale, scaleMax)));
}

/** The size of what is put into the box, in pixels of the original. Without trim, and with quarter turns only. */
export function regionSize(size: Size, { edits, rect, rotate = 0 }: Transform): Size {
  const whole = edits ? editedSize(size, edits) : size;
  const region = rect ? editedSize(whole, { rotate: 0, flip: null, crop: rect }) : whole;
  return rotate % 180 === 0 ? region : { width: region.height, height: region.width };
}

/** The size of a drawing that is put into a box: it is drawn as large as the box asks. */
export function drawnSize(size: Size, { width, height }: Transform): Size {
  if (width === undefined && height === undefined) return size;
  const scale = edgeMax / Math.max(size.width, size.height);
  return { width: size.width * scale, height: size.height * scale };
}

/** Puts every frame of an animation into the box of a transform, which has no other steps. */
export function placedFrames(frames: Sharp, size: Size, transform: Transform): Sharp {
  const { picture, crop, canvas } = placedIn(size, transform);
  let placed = frames.resize(picture.width, picture.height, { fit: "fill" });
  if (crop) placed = placed.extract({ ...offset(picture, crop, stated(transform.position)), ...crop });
  if (canvas)
    placed = placed.extend({ ...around(picture, canvas), background: transform.background ?? white });
  return encoded(placed, transform);
}

const stated = (position?: Position) => (typeof position === "string" ? undefined : position);

/** Applies a transform to the pixels of a picture whose full size is `size`, and encodes the result. */
export async function applied(pixels: Pixels, size: Size, transform: Transform): Promise<Sharp> {
  const scale = Math.max(pixels.raw.width, pixels.raw.height) / Math.max(size.width, size.height);
  const source = await prepared(pixels, transform);
  const full = { width: source.raw.width / scale, height: source.raw.height / scale };
  const placed = placedIn(full, transform);
  return encoded(await finished(fitted(image(source), placed, transform), placed, transform), transform);
}

/** How a picture of this size is put into the box of a transform. */
export const placedIn = (size: Size, transform: Transform): Placement =>
  bounded(place(size, transform, transform.fit));

/** Everything before the picture is put into its box. */
async function prepared(pixels: Pixels, transform: Transform): Promise<Pixels> {
  const { edits, trim, rect, rotate, flip, background = transparent } = transform;
  let picture = pixels;
  if (edits) picture = await edited(picture, edits);
  if (trim) picture = await trimmed(picture, trim);
  if (rect) picture = await cut(picture, rect);
  if (rotate) picture = await turned(picture, rotate, background);
  return flip ? mirrored(picture, flip) : picture;
}

/** Resizes and crops a picture as it was placed. */
export function fitted(source: Sharp, { picture, crop }: Placement, { position }: Transform): Sharp {
  const { width, height } = picture;
  if (crop && typeof position === "string") {
    return source.resize(crop.width, crop.height, {
      fit: "cover",
      position: sharp.strategy[position],
    });
  }
  const resized = source.resize(width, height, { fit: "fill" });
  return crop ? resized.extract({ ...offset(picture, crop, stated(position)), ...crop }) : resized;
}

function offset(picture: Size, crop: Size, position?: Exclude<Position, string>) {
  const at = shareOf(position);
  const along = (whole: number, kept: number, share: number | Point["x"], around: boolean) => {
    const start = around ? share * whole - kept / 2 : share * (whole - kept);
    return Math.round(Math.min(Math.max(start, 0), whole - kept));
  };
  const around = position !== undefined && "point" in position;
  return {
    left: along(picture.width, crop.width, at.x, around),
    top: along(picture.height, crop.height, at.y, around),
  };
}

const shares = { left: 0, top: 0, centre: 0.5, right: 1, bottom: 1 } as const;

function shareOf(position?: Exclude<Position, string>): Point {
  if (!position) return { x: 0.5, y: 0.5 };
  return "point" in position ? position.point : { x: shares[position.x], y: shares[position.y] };
}

/** Effects, then the canvas around the picture, then padding. sharp has an order of its own within one instance. */
async function finished(picture: Sharp, placed: Placement, transform: Transform): Promise<Sharp> {
  const { blur, sharpen, pad, fit, background = white } = transform;
  let result = picture;
  if (blur) result = result.blur(blur);
  if (sharpen) result = result.sharpen({ sigma: 0.5 + sharpen / 40 });
  if (placed.canvas) {
    const border = around(placed.picture, placed.canvas);
    const filled = fit === "clamp" ? { extendWith: "copy" as const } : { background };
    result = image(await pixelsOf(result)).extend({ ...border, ...filled });
  }
  if (!pad) return result;
  const [top, right, bottom, left] = pad;
  return image(await pixelsOf(result)).extend({ top, right, bottom, left, background });
}

const white = "#ffffffff";

function around(picture: Size, canvas: Size) {
  const [x, y] = [canvas.width - picture.width, canvas.height - picture.height];
  const [left, top] = [Math.floor(x / 2), Math.floor(y / 2)];
  return { left, top, right: x - left, bottom: y - top };
}

/** No result is longer than `edgeMax`, whatever follows from a ratio. */
function bounded(placement: Placement): Placement {
  const { width, height } = placement.canvas ?? placement.crop ?? placement.picture;
  const scale = Math.min(1, edgeMax / width, edgeMax / height);
  if (scale === 1) return placement;
  const shrink = (size: Size) => ({
    width: Math.max(1, Math.floor(size.width * scale)),
    height: Math.max(1, Math.floor(size.height * scale)),
  });
  return {
    picture: shrink(placement.picture),
    ...(placement.crop && { crop: shrink(placement.crop) }),
    ...(placement.canvas && { canvas: shrink(placement.canvas) }),
  };
}
