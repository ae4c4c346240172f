import type { Asset, Input } from "../../server/operations.ts";

export interface Point {
  x: number;
  y: number;
}
export interface Box extends Point {
  width: number;
  height: number;
}

/** Edits that are not saved yet. Box and point are in shares of the turned and mirrored picture. */
export interface Draft {
  rotate: 0 | 90 | 180 | 270;
  flip: "h" | "v" | null;
  crop: Box;
  focalPoint: Point | null;
}

type Edits = Asset["edits"];
type AskedEdits = Omit<Input<"editAsset">, "organizationId" | "libraryId" | "assetId">;

export const whole: Box = { x: 0, y: 0, width: 1, height: 1 };
const half = { 0: 180, 90: 270, 180: 0, 270: 90 } as const;
const quarter = { 0: 90, 90: 180, 180: 270, 270: 0 } as const;

export function draftOf(edits: Edits): Draft {
  if (!edits) return { rotate: 0, flip: null, crop: whole, focalPoint: null };
  const crop = edits.crop ?? whole;
  const point = edits.focalPoint;
  const turn = edits.flip === "hv" ? { rotate: half[edits.rotate], flip: null } : edits;
  return {
    rotate: turn.rotate,
    flip: turn.flip as Draft["flip"],
    crop,
    focalPoint: point && { x: crop.x + point.x * crop.width, y: crop.y + point.y * crop.height },
  };
}

/** What `editAsset` is asked for. The focal point is in shares of the crop there. */
export function askedOf({ rotate, flip, crop, focalPoint }: Draft): AskedEdits {
  return {
    rotate,
    ...(flip && { flip }),
    ...(!isWhole(crop) && { crop: within(crop) }),
    ...(focalPoint && { focalPoint: inBox(focalPoint, crop) }),
  };
}

/** What `editAsset` is asked for to save these edits again. */
export const askedAgain = (edits: NonNullable<Edits>): AskedEdits => ({
  rotate: edits.rotate,
  ...(edits.flip && { flip: edits.flip }),
  ...(edits.crop && { crop: edits.crop }),
  ...(edits.focalPoint && { focalPoint: edits.focalPoint }),
});

/** A point in shares of a box. A point outside goes to its edge. */
export const inBox = ({ x, y }: Point, box: Box): Point => ({
  x: share((x - box.x) / box.width),
  y: share((y - box.y) / box.height),
});

/** Turns what is shown by 90 degrees clockwise, with its crop and point. */
export const turnedRight = ({ rotate, flip, crop, focalPoint }: Draft): Draft => ({
  rotate: quarter[rotate],
  // The mirror stays after the turn, so it changes its direction.
  flip: flip && (flip === "h" ? "v" : "h"),
  crop: { x: 1 - crop.y - crop.height, y: crop.x, width: crop.height, height: crop.width },
  focalPoint: focalPoint && { x: 1 - focalPoint.y, y: focalPoint.x },
});

export const turnedLeft = (draft: Draft): Draft => turnedRight(turnedRight(turnedRight(draft)));

/** Mirrors what is shown: `h` left and right, `v` top and bottom. */
export function mirrored({ rotate, flip, crop, focalPoint }: Draft, axis: "h" | "v"): Draft {
  const across = axis === "h";
  const both = flip !== null && flip !== axis;
  return {
    // Both mirrors are a half turn.
    rotate: both ? half[rotate] : rotate,
    flip: flip === null ? axis : null,
    crop: across ? { ...crop, x: 1 - crop.x - crop.width } : { ...crop, y: 1 - crop.y - crop.height },
    focalPoint:
      focalPoint &&
      (across ? { ...focalPoint, x: 1 - focalPoint.x } : { ...focalPoint, y: 1 - focalPoint.y }),
  };
}

// Less than a pixel of what the dialog shows.
const hair = 0.001;
export const isWhole = ({ width, height }: Box): boolean => width > 1 - hair && height > 1 - hair;

const share = (number: number): number => Math.round(Math.min(1, Math.max(0, number)) * 1e6) / 1e6;

function within(crop: Box): Box {
  const [x, y] = [share(crop.x), share(crop.y)];
  return { x, y, width: Math.min(share(crop.width), 1 - x), height: Math.min(share(crop.height), 1 - y) };
}
