import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { boxesIn } from "../bytes/boxes.ts";
import { memorySource } from "../bytes/byte-source.ts";
import { UnreadablePicture } from "../bytes/unreadable-picture.ts";
import { cameraOf } from "../metadata/camera.ts";
import type { ReadPicture } from "./read-picture.ts";

/** Decodes the first frame of a JPEG XL, upright, in sRGB. Throws `UnreadablePicture`. */
export async function readJxl(bytes: Buffer, pixelsMax: number): Promise<ReadPicture> {
  const { init, default: decode } = await import("@jsquash/jxl/decode.js");
  const module = createRequire(import.meta.url).resolve("@jsquash/jxl/codec/dec/jxl_dec.wasm");
  // The decoder answers with a class of browsers.
  globalThis.ImageData ??= BrowserImageData as typeof ImageData;
  await init(await WebAssembly.compile(await readFile(module)));
  const { width, height, data } = await decode(new Uint8Array(bytes).buffer).catch((error: unknown) => {
    throw new UnreadablePicture("damaged", { cause: error });
  });
  if (width * height > pixelsMax) throw new UnreadablePicture("tooManyPixels");
  const pixels = { width, height, data: Buffer.from(data.buffer, data.byteOffset, data.byteLength) };
  return { width, height, pixels, camera: await cameraOf(await metadataBoxes(bytes)) };
}

class BrowserImageData {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;

  constructor(data: Uint8ClampedArray, width: number, height: number) {
    this.data = data;
    this.width = width;
    this.height = height;
  }
}

/** Only a JPEG XL in a container has metadata (ISO/IEC 18181-2). */
async function metadataBoxes(bytes: Buffer): Promise<{ exif?: Buffer; xmp?: Buffer }> {
  const found: { exif?: Buffer; xmp?: Buffer } = {};
  if (bytes[0] !== 0) return found;
  for await (const { type, bodyAt, end } of boxesIn(memorySource(bytes), 0, bytes.length)) {
    if (type === "Exif") found.exif = bytes.subarray(bodyAt, end);
    else if (type === "xml ") found.xmp = bytes.subarray(bodyAt, end);
  }
  return found;
}
