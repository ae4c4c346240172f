import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { childBytes, type DecodeCost, hereBytesMax } from "../decode/cost.ts";
import { type DecodeJob, isDoubtful } from "../decode/decode.ts";
import { pictureOf, type TaskFile } from "../decode/decode-in-child.ts";
import { edgeFor } from "./apply.ts";
import { outputs } from "./encode.ts";
import { renderRaster } from "./render-raster.ts";
import { edgeMax, type Transform } from "./transform.ts";

export interface TransformTask extends TaskFile {
  transform: Transform;
}

/** What a render takes in all, decoding included. */
export function renderCost(decode: DecodeCost, transform: Transform): DecodeCost {
  const { size = { width: edgeMax, height: edgeMax }, inChild } = decode;
  const edge = decode.size
    ? edgeFor(decode.size, transform)
    : (transform.width ?? transform.height ?? edgeMax);
  const share = edge / Math.max(size.width, size.height);
  const pixels = size.width * size.height * share * share;
  const bytes = pixels * (transform.format === "avif" ? avifBytesPerPixel : bytesPerPixel);
  const apart =
    inChild || transform.thorough === true || moves(decode, transform) || decode.bytes + bytes > hereBytesMax;
  return { ...decode, inChild: apart, bytes: decode.bytes + bytes + (apart && !inChild ? childBytes : 0) };
}

/** Whether the result is an animation. */
const moves = ({ frames = 1 }: DecodeCost, { animated }: Transform) => animated === true && frames > 1;

// The decoded picture, the result, and what an encoder keeps.
const bytesPerPixel = 12;
const avifBytesPerPixel = 40;

const childModule = fileURLToPath(new URL("./transform-child.ts", import.meta.url));

type RenderJob = Omit<Required<DecodeJob>, "workDir">;

/**
 * Renders a picture in this process. Undefined if it must be rendered apart. Throws `UnreadablePicture` or
 * `DecodeInterrupted`, as `decode` does.
 */
export async function renderHere(job: RenderJob, transform: Transform): Promise<Buffer | undefined> {
  const { path, mediaType, limits, cost } = job;
  if (cost.inChild) return undefined;
  const started = performance.now();
  try {
    const { bytes } = await renderRaster({ path, mediaType, transform, limits, plain: cost.plain });
    return bytes;
  } catch (error) {
    if (!isDoubtful(error, performance.now() - started, limits)) throw error;
    return undefined;
  }
}

/** Renders a picture in a child process, into a file in `workDir`. Throws as `renderHere`. */
export async function renderApart(
  job: RenderJob & { workDir: string },
  transform: Transform,
): Promise<string> {
  const { path, mediaType, workDir, limits, cost } = job;
  const outPath = join(workDir, `result.${outputs[transform.format].extension}`);
  const { animated: _, ...still } = transform;
  const task: TransformTask = {
    path,
    mediaType,
    workDir,
    outPath,
    pixelsMax: limits.pixelsMax,
    transform: moves(cost, transform) ? transform : still,
  };
  await pictureOf(childModule, task, limits);
  return outPath;
}
