import { writeSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import type { ApartResult, ApartTask } from "./decode-in-child.ts";
import { UnreadablePicture } from "./unreadable-picture.ts";

// Runs in its own process (decode-apart.ts), which may be killed at any point: reads one file, writes one PNG, says
// what it found on descriptor 3. Standard output is left to libraries that talk. Imports wait until they are needed,
// since starting is most of the time that a small SVG takes.

const task = JSON.parse(process.argv[2] ?? "") as ApartTask;
try {
  say(await decode(task));
} catch (error) {
  if (error instanceof UnreadablePicture) say({ unreadable: error.reason });
  else if (error instanceof RangeError && /allocation|memory/i.test(error.message))
    say({ unreadable: "tooMuchMemory" });
  else throw error;
}

function say(result: ApartResult): void {
  writeSync(3, JSON.stringify(result));
}

async function decode({ mediaType, path, edge, outPath, pixelsMax }: ApartTask): Promise<ApartResult> {
  if (mediaType === "image/svg+xml") {
    const { drawSvg } = await import("./draw-svg.ts");
    return drawSvg(path, edge, outPath, pixelsMax);
  }
  // sharp first: what it maps while loading has to find room before the picture takes it.
  const { shrinkRgba } = await import("../renditions/shrink-rgba.ts");
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
