import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { DecodedSize } from "../decode/decode-in-child.ts";
import { report } from "../decode/report.ts";
import type { TransformTask } from "./render.ts";

// The child process of render.ts, which may kill it at any time. It reads one file and writes one rendition.

const task = JSON.parse(process.argv[2] ?? "") as TransformTask;
await report(render(task));

async function render(file: TransformTask): Promise<DecodedSize> {
  const { isRaster } = await import("../decode/raster-types.ts");
  if (!isRaster(file.mediaType)) return renderDecoded(file);
  const { configureSharp } = await import("../decode/configure-sharp.ts");
  configureSharp();
  if (file.transform.animated) return renderFrames(file);
  const { renderRaster } = await import("./render-raster.ts");
  const { bytes, ...picture } = await renderRaster({ ...file, limits: { pixelsMax: file.pixelsMax } });
  await writeFile(file.outPath, bytes);
  return picture;
}

async function renderFrames({ path, outPath, pixelsMax, transform }: TransformTask) {
  const { renderAnimation } = await import("./animation.ts");
  return renderAnimation(path, outPath, transform, pixelsMax);
}

/** Formats that sharp does not read become a PNG first. */
async function renderDecoded(file: TransformTask) {
  const { workDir, outPath, pixelsMax, transform, mediaType } = file;
  const { decodeTask } = await import("../decode/decode-task.ts");
  const { openRaster, readPixels } = await import("../decode/read-pixels.ts");
  const { applied, drawnSize, edgeFor } = await import("./apply.ts");
  const isDrawing = mediaType === "image/svg+xml";
  const path = join(workDir, "decoded.png");
  const picture = await decodeTask({ ...file, outPath: path }, (size) =>
    edgeFor(isDrawing ? drawnSize(size, transform) : size, transform),
  );
  const metadata = await openRaster(path, { pixelsMax }).metadata();
  const edge = Math.max(metadata.width, metadata.height);
  const pixels = await readPixels({ path, mediaType: "image/png", metadata }, edge, { pixelsMax });
  const size = isDrawing ? drawnSize(picture, transform) : picture;
  await (await applied(pixels, size, transform)).toFile(outPath);
  return picture;
}
