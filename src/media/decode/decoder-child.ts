import { writeSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { UnreadablePicture } from "../bytes/unreadable-picture.ts";
import { type MediaType, mediaTypes } from "../sniff/media-type.ts";
import type { DecodeResult, DecodeTask } from "./decode-in-child.ts";
import { isRaster } from "./raster-types.ts";
import type { ReadPicture } from "./read-picture.ts";

// The child process of decode-in-child.ts, which may kill it at any time. It reads one file, writes one PNG and reports
// its result on file descriptor 3, because libraries may print to standard output. Decoders are imported on demand:
// start-up takes most of the time of a small SVG.

const task = JSON.parse(process.argv[2] ?? "") as DecodeTask;
try {
  report(await decode(task));
} catch (error) {
  if (error instanceof UnreadablePicture) report({ unreadable: error.reason });
  else if (error instanceof RangeError && /allocation|memory/i.test(error.message))
    report({ unreadable: "tooMuchMemory" });
  else throw error;
}

function report(result: DecodeResult): void {
  writeSync(3, JSON.stringify(result));
}

async function decode(task: DecodeTask): Promise<DecodeResult> {
  const { mediaType, path, edge, outPath, pixelsMax } = task;
  if (isRaster(mediaType)) return decodeWithSharp(task);
  if (mediaType === "image/svg+xml") {
    const { drawSvg } = await import("./draw-svg.ts");
    return { ...(await drawSvg(path, edge, outPath, pixelsMax)), animated: false, warning: null };
  }
  // Load sharp before the picture fills the memory limit: sharp maps memory while it loads.
  const { shrinkRgba } = await import("./shrink-rgba.ts");
  const bytes = await readFile(path);
  const { width, height, pixels, camera, ...colour } = await read(bytes, mediaType, edge, pixelsMax);
  await writeFile(outPath, await shrinkRgba(pixels, edge, colour));
  return { width, height, camera, animated: false, warning: null };
}

async function decodeWithSharp({ mediaType, path, edge, outPath, workDir, pixelsMax }: DecodeTask) {
  const { default: sharp } = await import("sharp");
  const { configureSharp } = await import("./configure-sharp.ts");
  const { decodeRaster } = await import("./decode-raster.ts");
  configureSharp();
  const { pixels, ...picture } = await decodeRaster(path, mediaType, edge, workDir, { pixelsMax });
  await sharp(pixels.data, { raw: pixels.raw }).png({ compressionLevel: 1 }).toFile(outPath);
  return picture;
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
    case "image/vnd.microsoft.icon":
      return (await import("./read-ico.ts")).readIco(bytes, pixelsMax);
    case "image/vnd.adobe.photoshop":
      return (await import("./read-psd.ts")).readPsd(bytes, pixelsMax);
    default:
      return (await import("./read-heic.ts")).readHeic(bytes, pixelsMax);
  }
}
