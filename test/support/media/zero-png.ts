import { buffer } from "node:stream/consumers";
import { createDeflate } from "node:zlib";
import { pngChunk } from "../../../src/media/metadata/strip-png.ts";
import { uint32 } from "./containers.ts";

const chunk = Buffer.alloc(1024 * 1024);

/** A black PNG of a few hundred kilobytes, whatever its size in pixels. `depth` in bits. */
export async function zeroPng(edge: number, { interlaced = false, depth = 8 } = {}): Promise<Buffer> {
  const lines = interlaced ? 15 : 8; // seven passes have 15 lines where one has 8
  let left = Math.ceil(edge * edge * 3 * (depth / 8) + (edge * lines) / 8 + 64);
  const deflate = createDeflate();
  const deflated = buffer(deflate);
  for (; left > 0; left -= chunk.length) {
    if (!deflate.write(chunk.subarray(0, left)))
      await new Promise((resolve) => deflate.once("drain", resolve));
  }
  deflate.end();
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    pngChunk("IHDR", Buffer.concat([uint32(edge, edge), Buffer.from([depth, 2, 0, 0, Number(interlaced)])])),
    pngChunk("IDAT", await deflated),
    pngChunk("IEND", Buffer.alloc(0)),
  ]);
}
