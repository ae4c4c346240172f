import { z } from "zod";

/** Part of a picture, in shares of its width and height. */
export const Region = z.object({
  x: z.number().min(0).max(1),
  y: z.number().min(0).max(1),
  width: z.number().positive().max(1),
  height: z.number().positive().max(1),
});
export type Region = z.output<typeof Region>;

/** A point of a picture, in shares of its width and height. */
export const Point = z.object({ x: z.number().min(0).max(1), y: z.number().min(0).max(1) });
export type Point = z.output<typeof Point>;

export const fits = ["clip", "max", "min", "crop", "fill", "fillmax", "clamp", "scale"] as const;
export type Fit = (typeof fits)[number];

export const formats = ["jpg", "pjpg", "png", "png8", "png32", "webp", "avif", "gif"] as const;
export type Format = (typeof formats)[number];

/** Where to crop: towards edges of the picture, at its most detailed or most striking part, or around a point. */
export const Position = z.union([
  z.object({
    x: z.enum(["left", "centre", "right"]),
    y: z.enum(["top", "centre", "bottom"]),
  }),
  z.enum(["entropy", "attention"]),
  z.object({ point: Point }),
]);
export type Position = z.output<typeof Position>;

export const Flip = z.enum(["h", "v", "hv"]);
export type Flip = z.output<typeof Flip>;

/** A colour as `#rrggbbaa`. */
const Colour = z.string().regex(/^#[0-9a-f]{8}$/);

/** Quarter turns clockwise, then a mirror, then a crop. Saved with an asset. */
export const Edits = z.object({
  rotate: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]).default(0),
  flip: Flip.nullable().default(null),
  crop: Region.nullable().default(null),
});
export type Edits = z.output<typeof Edits>;

/** What becomes of a picture, in the order of execution. Sizes are in pixels of the result. */
export const Transform = z.object({
  /** Frame or page, from 0. */
  page: z.int().min(0).optional(),
  /** Keeps the frames of an animation. */
  animated: z.literal(true).optional(),
  edits: Edits.optional(),
  trim: z.enum(["auto", "color"]).optional(),
  rect: Region.optional(),
  /** Degrees clockwise. */
  rotate: z.number().optional(),
  flip: Flip.optional(),
  width: z.int().positive().optional(),
  height: z.int().positive().optional(),
  fit: z.enum(fits),
  position: Position.optional(),
  /** A standard deviation, in pixels. */
  blur: z.number().positive().optional(),
  /** 0 to 100. */
  sharpen: z.number().positive().optional(),
  background: Colour.optional(),
  /** Top, right, bottom and left. */
  pad: z.tuple([z.int(), z.int(), z.int(), z.int()]).optional(),
  format: z.enum(formats),
  quality: z.int().min(1).max(100),
  lossless: z.literal(true).optional(),
  /** Takes its time to make a smaller file. */
  thorough: z.literal(true).optional(),
});
export type Transform = z.output<typeof Transform>;

export interface Size {
  width: number;
  height: number;
}

/** The longest edge of a result, in pixels, as in imgix. */
export const edgeMax = 8192;
