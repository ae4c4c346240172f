import { readFile, writeFile } from "node:fs/promises";
import { type MediaType, mediaTypes } from "../sniff/media-type.ts";
import type { DecodedSize, TaskFile } from "./decode-in-child.ts";
import { type Edge, edgeOf } from "./edge.ts";
import { isRaster } from "./raster-types.ts";
import type { ReadPicture } from "./read-picture.ts";

// What a child process does. Decoders are imported on demand: start-up takes most of the time of a small SVG.

// The longest preview of a raw photograph that is looked for.
const previewEdgeMax = 8192;

/** Writes a PNG of at most `edge` pixels on its longest edge. Returns the full upright size. */
export async function decodeTask(task: TaskFile, edge: Edge): Promise<DecodedSize> {
  const { mediaType, path, outPath, pixelsMax } = task;
  if (isRaster(mediaType)) return decodeWithSharp(task, edge);
  if (mediaType === "image/svg+xml") {
    const { drawSvg } = await import("./draw-svg.ts");
    return { ...(await drawSvg(path, edge, outPath, pixelsMax)), animated: false, warning: null };
  }
  // Load sharp before the picture fills the memory limit: sharp maps memory while it loads.
  const { shrinkRgba } = await import("./shrink-rgba.ts");
  const preview = typeof edge === "number" ? edge : previewEdgeMax;
  const { width, height, pixels, camera, ...colour } = await readFileOf(task, preview);
  await writeFile(outPath, await shrinkRgba(pixels, edgeOf(edge, { width, height }), colour));
  return { width, height, camera, animated: false, warning: null };
}

async function decodeWithSharp({ mediaType, path, outPath, workDir, pixelsMax }: TaskFile, edge: Edge) {
  const { default: sharp } = await import("sharp");
  const { configureSharp } = await import("./configure-sharp.ts");
  const { decodeRaster } = await import("./decode-raster.ts");
  configureSharp();
  const { pixels, ...picture } = await decodeRaster(path, mediaType, edge, workDir, { pixelsMax });
  await sharp(pixels.data, { raw: pixels.raw }).png({ compressionLevel: 1 }).toFile(outPath);
  return picture;
}

/** A video is not read into memory. */
async function readFileOf(task: TaskFile, edge: number): Promise<ReadPicture> {
  const { path, mediaType, pixelsMax, ffmpeg } = task;
  if (mediaTypes[mediaType].kind !== "video") return read(await readFile(path), mediaType, edge, pixelsMax);
  return (await import("./read-video.ts")).readVideo(ffmpeg ?? "ffmpeg", task, edge);
}

async function read(
  bytes: Buffer,
  mediaType: MediaType,
  edge: number,
  pixelsMax: number,
): Promise<ReadPicture> {
  if (mediaTypes[mediaType].kind === "raw") {
    return (await import("./read-raw.ts")).readRaw(bytes, edge, pixelsMax);
  }
  switch (mediaType) {
    case "image/bmp": {
      const pixels = (await import("./read-bmp.ts")).readBmp(bytes, pixelsMax);
      return { width: pixels.width, height: pixels.height, pixels, camera: {} };
    }
    case "image/jxl":
      return (await import("./read-jxl.ts")).readJxl(bytes, pixelsMax);
    case "image/jp2":
    case "image/j2c":
      return (await import("./read-jp2.ts")).readJp2(bytes, pixelsMax);
    case "application/pdf":
      return (await import("./read-pdf.ts")).readPdf(bytes, edge);
    case "image/vnd.microsoft.icon":
      return (await import("./read-ico.ts")).readIco(bytes, pixelsMax);
    case "image/vnd.adobe.photoshop":
      return (await import("./read-psd.ts")).readPsd(bytes, pixelsMax);
    default:
      return (await import("./read-heic.ts")).readHeic(bytes, pixelsMax);
  }
}
