import { createHash } from "node:crypto";
import { z } from "zod";
import { fail } from "../../../../kernel/failure.ts";
import { boxOf, editedSize } from "../../../../media/transform/steps.ts";
import { type Edits, Flip, Point, Region, type Size } from "../../../../media/transform/transform.ts";

/** What is saved with an asset, in the order in which it is applied. */
export const SavedEdits = z.object({
  rotate: z.literal([0, 90, 180, 270]).meta({ description: "Degrees clockwise." }),
  flip: Flip.nullable().meta({ description: "`h` mirrors left and right, `v` top and bottom." }),
  crop: Region.nullable().meta({
    description: "The part that is kept, in shares of the turned and mirrored picture.",
  }),
  focalPoint: Point.nullable().meta({
    description: "What crops keep, in shares of the edited picture.",
  }),
});
export type SavedEdits = z.output<typeof SavedEdits>;

/** A crop as callers state it: in shares, or in pixels if a number is above 1. */
const AskedCrop = z.strictObject({
  x: z.number().min(0),
  y: z.number().min(0),
  width: z.number().positive(),
  height: z.number().positive(),
});

export const editFields = {
  rotate: z.literal([0, 90, 180, 270]).default(0).meta({ description: "Degrees clockwise." }),
  flip: Flip.optional(),
  crop: AskedCrop.optional().meta({
    description: "Of the turned and mirrored picture, in shares or pixels.",
  }),
  focalPoint: z.strictObject(Point.shape).optional().meta({ description: "What crops keep." }),
};
export type AskedEdits = z.output<z.ZodObject<typeof editFields>>;

/** The edits that a call asks for of a picture of this size, null if none. Fails if the crop is outside the picture. */
export function editsOf({ rotate, flip, crop, focalPoint }: AskedEdits, size: Size): SavedEdits | null {
  const turned = editedSize(size, { rotate, flip: null, crop: null });
  const region = crop ? regionOf(crop, turned) : null;
  const edits = { rotate, flip: flip ?? null, crop: region, focalPoint: focalPoint ?? null };
  return pixelEdits(edits) || edits.focalPoint ? edits : null;
}

// What floating point leaves of a sum that should be 1.
const tolerance = 1e-6;

function regionOf(crop: NonNullable<AskedEdits["crop"]>, size: Size): Region | null {
  const inPixels = Math.max(...Object.values(crop)) > 1;
  const [across, down] = inPixels ? [size.width, size.height] : [1, 1];
  const [x, y, width, height] = [crop.x / across, crop.y / down, crop.width / across, crop.height / down];
  if (x + width > 1 + tolerance || y + height > 1 + tolerance) {
    const end = inPixels ? `has ${size.width} × ${size.height} pixels` : "ends at 1";
    throw fail.input(`crop: reaches beyond the picture, which ${end}.`);
  }
  const region = { x, y, width: Math.min(width, 1 - x), height: Math.min(height, 1 - y) };
  const box = boxOf(region, size);
  return box.width === size.width && box.height === size.height ? null : region;
}

/** What the edits change of the pixels. Undefined if nothing, such as with a focal point alone. */
export function pixelEdits(edits: SavedEdits | null): Edits | undefined {
  if (!edits || (edits.rotate === 0 && !edits.flip && !edits.crop)) return undefined;
  const { rotate, flip, crop } = edits;
  return { rotate, flip, crop };
}

/** The size of a picture as it is shown. */
export function shownSize<Length extends number | null>(
  width: Length,
  height: Length,
  edits: SavedEdits | null,
): { width: Length | number; height: Length | number } {
  const changes = pixelEdits(edits);
  return changes && width !== null && height !== null
    ? editedSize({ width, height }, changes)
    : { width, height };
}

/** What an asset's version ends with, so that edits have links of their own. */
export function versionSuffix(edits: SavedEdits | null): string {
  if (!edits) return "";
  // Parsing puts the fields in one order: Postgres has another.
  const text = JSON.stringify(SavedEdits.parse(edits));
  return `-${createHash("sha256").update(text).digest("hex").slice(0, 8)}`;
}
