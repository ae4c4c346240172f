import type { Fit, Size } from "./transform.ts";

/** How a picture is put into a box. */
export interface Placement {
  /** The size that the whole picture is resized to. */
  picture: Size;
  /** The part of it that is kept. */
  crop?: Size;
  /** The size of the result, if it is more than the picture. */
  canvas?: Size;
}

type Box = Partial<Size>;

/** Places a picture into a box of which one side may be missing: then it follows from the picture. */
export function place(picture: Size, box: Box, fit: Fit): Placement {
  const { width, height } = box;
  if (width === undefined && height === undefined) return { picture };
  if (width === undefined || height === undefined) {
    const scale = width === undefined ? (height ?? 1) / picture.height : width / picture.width;
    return { picture: scaled(picture, enlarges.has(fit) ? scale : Math.min(scale, 1), box) };
  }
  return placements[fit](picture, { width, height });
}

const enlarges = new Set<Fit>(["crop", "fill", "clamp", "scale"]);

const placements: Record<Fit, (picture: Size, box: Size) => Placement> = {
  clip: (picture, box) => ({ picture: inside(picture, box, 1) }),
  max: (picture, box) => ({ picture: inside(picture, box, 1) }),
  crop: cover,
  min: (picture, box) => cover(picture, shrunkTo(picture, box)),
  fill: (picture, box) => ({ picture: inside(picture, box), canvas: box }),
  fillmax: (picture, box) => ({ picture: inside(picture, box, 1), canvas: box }),
  clamp: (picture, box) => ({ picture: inside(picture, box), canvas: box }),
  scale: (_, box) => ({ picture: box }),
};

function inside(picture: Size, box: Size, scaleMax = Number.POSITIVE_INFINITY): Size {
  const scale = Math.min(box.width / picture.width, box.height / picture.height, scaleMax);
  return scaled(picture, scale, box);
}

function cover(picture: Size, box: Size): Placement {
  const scale = Math.max(box.width / picture.width, box.height / picture.height);
  const { width, height } = scaled(picture, scale, {});
  return {
    picture: { width: Math.max(width, box.width), height: Math.max(height, box.height) },
    crop: box,
  };
}

/** The box at its own ratio, no larger than the picture. */
function shrunkTo(picture: Size, box: Size): Size {
  const scale = Math.min(1, picture.width / box.width, picture.height / box.height);
  return scaled(box, scale, {});
}

/** Rounds as sharp does: the longer side first, the other by the ratio. Neither is longer than in the box. */
function scaled(size: Size, scale: number, box: Box): Size {
  const longest = Math.max(size.width, size.height);
  const edge = Math.round(longest * scale);
  const side = (length: number, most = Number.POSITIVE_INFINITY) =>
    Math.max(1, Math.min(Math.round((length * edge) / longest), most));
  return { width: side(size.width, box.width), height: side(size.height, box.height) };
}
