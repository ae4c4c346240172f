import type { Sharp } from "sharp";
import { UnreadablePicture } from "../bytes/unreadable-picture.ts";
import { plainSize } from "../decode/cost.ts";
import type { DecodedSize } from "../decode/decode-in-child.ts";
import { decodeRaster } from "../decode/decode-raster.ts";
import { openRaster, type RasterLimits } from "../decode/read-pixels.ts";
import { translateSharpErrors } from "../decode/sharp-errors.ts";
import type { MediaType } from "../sniff/media-type.ts";
import { applied, edgeFor, fitted, placedIn } from "./apply.ts";
import { encoded } from "./encode.ts";
import type { Size, Transform } from "./transform.ts";

export interface RasterRender {
  path: string;
  mediaType: MediaType;
  /** An existing folder for intermediate files. Only AVIF needs it. */
  workDir?: string;
  transform: Transform;
  limits: RasterLimits;
  /** See `DecodeCost`, when it is known already. */
  plain?: Size | undefined;
}

export type RenderedRaster = DecodedSize & { bytes: Buffer };

/** Renders a picture that sharp reads, in this process. */
export async function renderRaster(render: RasterRender): Promise<RenderedRaster> {
  const { path, mediaType, workDir = "", transform } = render;
  const limits = { ...render.limits, page: transform.page ?? 0 };
  const whole = await inOnePass({ ...render, limits });
  if (whole) return { ...whole, camera: {}, animated: false, warning: null };
  const { pixels, ...picture } = await decodeRaster(
    path,
    mediaType,
    (full) => edgeFor(full, transform),
    workDir,
    limits,
  );
  return { ...picture, bytes: await (await applied(pixels, picture, transform)).toBuffer() };
}

// Formats whose colour is in their samples or in a profile, and that have four channels at most.
const plainTypes = new Set<MediaType>(["image/jpeg", "image/png", "image/webp", "image/gif"]);

/**
 * Renders what most links ask for, a size and a format, while the picture is decoded: a sixth less work than through pixels
 * in between. Undefined if the picture or the transform needs those; damaged files do.
 */
async function inOnePass(render: RasterRender): Promise<(Size & { bytes: Buffer }) | undefined> {
  const { path, mediaType, transform, limits } = render;
  if (!plainTypes.has(mediaType) || !onlyFits(transform)) return undefined;
  const picture = openRaster(path, limits);
  const size = render.plain ?? plainSize(await translateSharpErrors(picture.metadata()));
  if (!size) return undefined;
  const placed = placedIn(size, transform);
  if (placed.canvas) return undefined;
  picture.timeout({ seconds: Math.ceil((limits.decodeTimeoutMs ?? 0) / 1000) }).autoOrient();
  const bytes = await unlessDamaged(encoded(fitted(picture, placed, transform), transform));
  return bytes && { width: size.width, height: size.height, bytes };
}

/** Whether the whole picture is put into a box, and no step follows. */
function onlyFits({ edits, trim, rect, rotate, flip, position, blur, sharpen, pad }: Transform): boolean {
  const steps = [edits, trim, rect, rotate, flip, blur, sharpen, pad];
  return steps.every((step) => !step) && typeof position !== "string";
}

async function unlessDamaged(picture: Sharp): Promise<Buffer | undefined> {
  try {
    return await translateSharpErrors(picture.toBuffer());
  } catch (error) {
    if (error instanceof UnreadablePicture && ["endsEarly", "damaged"].includes(error.reason))
      return undefined;
    throw error;
  }
}
