import { fail } from "../../../../kernel/failure.ts";
import type { MediaType } from "../../../../media/sniff/media-type.ts";
import { drawnSize, regionSize } from "../../../../media/transform/apply.ts";
import { place } from "../../../../media/transform/fit.ts";
import { editedSize } from "../../../../media/transform/steps.ts";
import {
  type Edits,
  edgeMax,
  type Fit,
  type Flip,
  type Point,
  type Position,
  type Region,
  type Size,
  type Transform,
} from "../../../../media/transform/transform.ts";
import { type Output, outputOf } from "./format.ts";
import { snapBox, snapQuality, snapRatio } from "./ladder.ts";
import type { Asked, Length, Place } from "./modifier.ts";

/** The picture that a link leads to. */
export interface Source {
  mediaType: MediaType;
  /** Upright, before edits. */
  size: Size;
  edits?: Edits;
  /** The point that a crop keeps unless the link says another. */
  focus?: Point;
}

interface Terms {
  /** Whether the link is signed, so that it may ask for any size. */
  exact: boolean;
  accept: string | undefined;
}

/**
 * The transform that a link asks for, with defaults filled in and sizes bounded, so that links to the same picture have the
 * same transform.
 */
export function resolve(asked: Asked, source: Source, { exact, accept }: Terms): Transform {
  const before = stepsBefore(asked, source);
  const box = boxFor(asked, source, before, exact);
  const after = effectsOf(asked, exact);
  const whole = regionSize(source.size, { ...before, ...box, format: "png", quality: 1 });
  const pixels = (box.width ?? whole.width) * (box.height ?? whole.height);
  const output = outputOf(asked, source.mediaType, pixels, accept);
  const quality = asked.quality ?? (asked.auto?.includes("compress") ? 45 : 75);
  const isStill = Object.keys({ ...before, ...after }).length > 0 || typeof box.position === "string";
  return {
    ...(asked.frame !== undefined && { page: asked.frame - 1 }),
    ...(output.mayMove && asked.frame === undefined && !isStill && { animated: true }),
    ...before,
    ...box,
    ...after,
    ...background(asked, output),
    format: output.format,
    quality: exact ? quality : snapQuality(quality),
    ...(asked.lossless && { lossless: true as const }),
  };
}

/** What happens to a picture before it is put into its box. */
function stepsBefore(asked: Asked, { edits, size }: Source): Before {
  const rect = asked.rect && rectOf(asked.rect, edits ? editedSize(size, edits) : size);
  const rotate = asked.rotate ? (360 - asked.rotate) % 360 : 0;
  const flip = flipOf(asked);
  return {
    ...(edits && { edits }),
    ...(asked.trim && { trim: asked.trim }),
    ...(rect && { rect }),
    ...(rotate > 0 && { rotate }),
    ...(flip && { flip }),
  };
}

function background({ background: colour }: Asked, { format }: Output): Pick<Transform, "background"> {
  if (colour === undefined) return {};
  return { background: format === "jpg" || format === "pjpg" ? `${colour.slice(0, 7)}ff` : colour };
}

function flipOf({ flip, flop }: Asked): Flip | undefined {
  if (!flop) return flip;
  return flip?.includes("v") ? (flip === "hv" ? "v" : "hv") : flip === "h" ? undefined : "h";
}

function rectOf([x, y, width, height]: NonNullable<Asked["rect"]>, size: Size): Region {
  const [across, down] = [span(x, width, size.width), span(y, height, size.height)];
  if (!across || !down) throw fail.input("'rect' lies outside the picture. Ask for a part of it.");
  return { x: across.start, width: across.length, y: down.start, height: down.length };
}

/** Start and length of a side, in shares. */
function span(place: Place, side: Length, whole: number) {
  const share = (length: Length) => ("share" in length ? length.share : length.pixels / whole);
  const wanted = Math.min(share(side), 1);
  const start =
    typeof place === "string" ? { start: 0, middle: 0.5, end: 1 }[place] * (1 - wanted) : share(place);
  return start < 1 ? { start, length: Math.min(wanted, 1 - start) } : undefined;
}

type Before = Pick<Transform, "edits" | "trim" | "rect" | "rotate" | "flip">;
type Placed = Pick<Transform, "width" | "height" | "fit" | "position">;

const cropping = new Set<Fit>(["crop", "min"]);
const shaped = new Set<Fit>(["crop", "min", "fill", "fillmax"]);

/** The box of the result. Where the picture's size is known, it says the exact size of the result. */
function boxFor(asked: Asked, source: Source, before: Before, exact: boolean): Placed {
  const { fit = "clip" } = asked;
  const steps = { ...before, fit, format: "png", quality: 1 } as const;
  const region = regionSize(source.size, steps);
  const box = askedBox(asked, region, fit, exact);
  const position = cropping.has(fit) ? positionOf(asked, source.focus) : undefined;
  const placed = { ...box, fit, ...(position && { position }) };
  if (before.trim || (before.rotate ?? 0) % 90 !== 0) return placed;
  const isDrawing = source.mediaType === "image/svg+xml";
  const full = isDrawing ? drawnSize(region, { ...steps, ...box }) : region;
  return settled(placed, full);
}

function askedBox(asked: Asked, region: Size, fit: Fit, exact: boolean): Partial<Size> {
  const dpr = asked.dpr ?? 1;
  const pixels = (length: Length | undefined, whole: number) =>
    length &&
    Math.min(Math.max(1, dpr * ("share" in length ? length.share * whole : length.pixels)), edgeMax);
  const width = pixels(asked.width, region.width);
  const height = pixels(asked.height, region.height);
  const ratio = shaped.has(fit) ? asked.ratio : undefined;
  const box = shapedBox({ width, height }, exact ? ratio : ratio && snapRatio(ratio), region);
  return rounded(exact ? box : snapBox(box));
}

interface Sides {
  width: number | undefined;
  height: number | undefined;
}

/** A ratio says the missing side. With neither side, it says the largest box in the picture. */
function shapedBox({ width, height }: Sides, ratio: number | undefined, region: Size): Partial<Size> {
  if (ratio !== undefined && (width === undefined || height === undefined)) {
    if (width !== undefined) return { width, height: width / ratio };
    if (height !== undefined) return { width: height * ratio, height };
    const across = Math.min(region.width, region.height * ratio);
    return { width: across, height: across / ratio };
  }
  return { ...(width !== undefined && { width }), ...(height !== undefined && { height }) };
}

function rounded({ width, height }: Partial<Size>): Partial<Size> {
  const round = (side: number) => Math.min(Math.max(1, Math.round(side)), edgeMax);
  return {
    ...(width !== undefined && { width: round(width) }),
    ...(height !== undefined && { height: round(height) }),
  };
}

/** The same box for all links with the same result. */
function settled(placed: Placed, full: Size): Placed {
  const { picture, crop, canvas } = place(full, placed, placed.fit);
  if (canvas) return placed;
  if (crop) return { ...crop, fit: "crop", ...(placed.position && { position: placed.position }) };
  const { width, height } = rounded(picture);
  const isWhole = width === Math.round(full.width) && height === Math.round(full.height);
  return isWhole || !width || !height ? { fit: "clip" } : { width, height, fit: "scale" };
}

function positionOf({ crop = [], focus }: Asked, saved: Point | undefined): Position | undefined {
  if (crop.includes("focalpoint") || (crop.length === 0 && (focus ?? saved))) {
    return { point: { x: 0.5, y: 0.5, ...saved, ...focus } };
  }
  if (crop.includes("entropy")) return "entropy";
  // libvips has no face detector. Its attention prefers skin, edges and strong colours.
  if (crop.includes("faces") || crop.includes("edges")) return "attention";
  const x = (["left", "right"] as const).find((side) => crop.includes(side)) ?? "centre";
  const y = (["top", "bottom"] as const).find((side) => crop.includes(side)) ?? "centre";
  return x === "centre" && y === "centre" ? undefined : { x, y };
}

// The range of imgix, as standard deviations. Beyond this a picture has no parts left.
const sigmaOf = (blur: number) => Math.min(Math.max(blur / 10, 0.3), 100);

function effectsOf({ blur, sharpen, pad, dpr = 1 }: Asked, exact: boolean) {
  const side = (name: "top" | "right" | "bottom" | "left") =>
    Math.round((pad?.[name] ?? pad?.all ?? 0) * (exact ? dpr : 1));
  const sides = [side("top"), side("right"), side("bottom"), side("left")] as const;
  return {
    ...(blur && { blur: sigmaOf(blur) }),
    ...(sharpen && { sharpen }),
    ...(sides.some((length) => length > 0) && { pad: [...sides] as [number, number, number, number] }),
  };
}
