import { writeSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { UnreadablePicture } from "../bytes/unreadable-picture.ts";
import type { DecodeResult, DecodeTask } from "./decode-in-child.ts";

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

async function decode({ mediaType, path, edge, outPath, pixelsMax }: DecodeTask): Promise<DecodeResult> {
  if (mediaType === "image/svg+xml") {
    const { drawSvg } = await import("./draw-svg.ts");
    return drawSvg(path, edge, outPath, pixelsMax);
  }
  // Load sharp before the picture fills the memory limit: sharp maps memory while it loads.
  const { shrinkRgba } = await import("./shrink-rgba.ts");
  const bytes = await readFile(path);
  if (mediaType === "image/bmp") {
    const { readBmp } = await import("./read-bmp.ts");
    const pixels = readBmp(bytes, pixelsMax);
    await writeFile(outPath, await shrinkRgba(pixels, edge));
    return { width: pixels.width, height: pixels.height, camera: {} };
  }
  const { readHeic } = await import("./read-heic.ts");
  const { pixels, camera, profile } = await readHeic(bytes, pixelsMax);
  await writeFile(outPath, await shrinkRgba(pixels, edge, profile));
  return { width: pixels.width, height: pixels.height, camera };
}
