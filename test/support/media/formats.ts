import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Sharp } from "sharp";
import { box, tiffDirectory, tiffEntry, uint32 } from "./containers.ts";

// Files in formats that sharp can't write, each with the given picture.

const { resolve } = createRequire(import.meta.url);

async function rgbaOf(picture: Sharp) {
  const { data, info } = await picture.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** A bare JPEG XL codestream. */
export async function jpegXl(picture: Sharp): Promise<Buffer> {
  const { default: encoder } = await import("@jsquash/jxl/codec/enc/jxl_enc.js");
  const { defaultOptions } = await import("@jsquash/jxl/meta.js");
  const module = await WebAssembly.compile(await readFile(resolve("@jsquash/jxl/codec/enc/jxl_enc.wasm")));
  const { encode } = await encoder({
    noInitialRun: true,
    instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) {
      const instance = new WebAssembly.Instance(module, imports);
      done(instance);
      return instance.exports;
    },
  });
  const { data, width, height } = await rgbaOf(picture);
  const options = { ...defaultOptions, quality: 95 };
  return Buffer.from(encode(new Uint8ClampedArray(data) as never, width, height, options) as Uint8Array);
}

/** A JPEG XL container with more boxes before the codestream. */
export function jpegXlFile(codestream: Buffer, ...boxes: Buffer[]): Buffer {
  const signature = box("JXL ", Buffer.from("\r\n\x87\n", "latin1"));
  const fileType = box("ftyp", Buffer.from("jxl "), uint32(0), Buffer.from("jxl "));
  return Buffer.concat([signature, fileType, ...boxes, box("jxlc", codestream)]);
}

/** A lossless JPEG 2000 codestream with three components. */
export async function jpeg2000(picture: Sharp): Promise<Buffer> {
  const { default: openjpeg } = await import("@cornerstonejs/codec-openjpeg/wasmjs");
  const { J2KEncoder } = await openjpeg({ locateFile: () => resolve("@cornerstonejs/codec-openjpeg/wasm") });
  const { data, info } = await picture.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const encoder = new J2KEncoder();
  const { width, height } = info;
  const frame = { width, height, bitsPerSample: 8, componentCount: 3, isSigned: false };
  encoder.getDecodedBuffer(frame).set(data);
  encoder.encode();
  return Buffer.from(encoder.getEncodedBuffer());
}

/** A JP2 file with more boxes after its header. */
export function jpeg2000File(codestream: Buffer, width: number, height: number, ...boxes: Buffer[]): Buffer {
  const header = box("ihdr", uint32(height, width), Buffer.from([0, 3, 7, 7, 0, 0]));
  const srgb = box("colr", Buffer.from([1, 0, 0]), uint32(16));
  return Buffer.concat([
    box("jP  ", Buffer.from("\r\n\x87\n", "latin1")),
    box("ftyp", Buffer.from("jp2 "), uint32(0), Buffer.from("jp2 ")),
    box("jp2h", header, srgb),
    ...boxes,
    box("jp2c", codestream),
  ]);
}

/** An ICO file of PNGs. */
export function icon(...pngs: { png: Buffer; width: number; height: number }[]): Buffer {
  const head = Buffer.alloc(6 + pngs.length * 16);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pngs.length, 4);
  let at = head.length;
  pngs.forEach(({ png, width, height }, i) => {
    head.writeUInt8(width % 256, 6 + i * 16);
    head.writeUInt8(height % 256, 7 + i * 16);
    head.writeUInt16LE(1, 10 + i * 16);
    head.writeUInt16LE(32, 12 + i * 16);
    head.writeUInt32LE(png.length, 14 + i * 16);
    head.writeUInt32LE(at, 18 + i * 16);
    at += png.length;
  });
  return Buffer.concat([head, ...pngs.map(({ png }) => png)]);
}

/** An 8-bit RGB Photoshop file without layers, with these resources. `packed` compresses its rows. */
export async function photoshop(
  picture: Sharp,
  { packed = false, resources = [] }: { packed?: boolean; resources?: Buffer[] } = {},
): Promise<Buffer> {
  const { data, width, height } = await rgbaOf(picture);
  const planes = [0, 1, 2].map((channel) => data.filter((_, i) => i % 4 === channel));
  const head = Buffer.alloc(26);
  head.write("8BPS\0\x01", "latin1");
  head.writeUInt16BE(3, 12);
  head.writeUInt32BE(height, 14);
  head.writeUInt32BE(width, 18);
  head.writeUInt16BE(8, 22);
  head.writeUInt16BE(3, 24);
  const section = Buffer.concat(resources);
  const rows = planes.flatMap((plane) =>
    Array.from({ length: height }, (_, y) => literal(plane.subarray(y * width, (y + 1) * width))),
  );
  const lengths = Buffer.alloc(rows.length * 2);
  rows.forEach((row, i) => {
    lengths.writeUInt16BE(row.length, i * 2);
  });
  const pixels = packed
    ? [Buffer.from([0, 1]), lengths, ...rows]
    : [Buffer.from([0, 0]), ...planes.map((plane) => Buffer.from(plane))];
  return Buffer.concat([head, uint32(0, section.length), section, uint32(0), ...pixels]);
}

/** PackBits without repeats: runs of at most 128 bytes, each after its length. */
function literal(row: Uint8Array): Buffer {
  const runs: Buffer[] = [];
  for (let at = 0; at < row.length; at += 128) {
    const run = row.subarray(at, at + 128);
    runs.push(Buffer.from([run.length - 1]), Buffer.from(run));
  }
  return Buffer.concat(runs);
}

export function photoshopResource(id: number, data: Buffer): Buffer {
  const head = Buffer.from("8BIM\0\0\0\0", "latin1");
  head.writeUInt16BE(id, 4);
  return Buffer.concat([head, uint32(data.length), data, Buffer.alloc(data.length & 1)]);
}

/**
 * A DNG as cameras write it: sensor data (noise), a small and a large preview, and directories with model, orientation,
 * time, artist, place and XMP.
 */
export async function rawPhoto(preview: Sharp, orientation = 1): Promise<Buffer> {
  const jpegs = [
    await preview.clone().resize(16).jpeg().toBuffer(),
    await preview.clone().jpeg({ quality: 95 }).toBuffer(),
  ];
  const texts = ["Nest 1\0", "SECRET-OWNER\0", "2024:05:06 07:08:09\0", "SECRET-PLACE\0"].map((text) =>
    Buffer.from(text),
  );
  const xmp = Buffer.from("<x:xmpmeta xmlns:x='adobe:ns:meta/'>SECRET-XMP</x:xmpmeta>");
  const sensor = Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 251));
  const parts = [...texts, xmp, sensor, ...jpegs];
  const starts = parts.map((_, i) => 8 + parts.slice(0, i).reduce((sum, part) => sum + part.length, 0));
  const placeAt = 8 + Buffer.concat(parts).length;
  const [model = 0, artist = 0, time = 0, place = 0, xmpAt = 0] = starts;
  const placeDirectory = tiffDirectory([tiffEntry(29, 2, 13, place)]);
  const exifAt = placeAt + placeDirectory.length;
  const exif = tiffDirectory([tiffEntry(0x9003, 2, 20, time)]);
  const main = tiffDirectory([
    tiffEntry(272, 2, 7, model),
    tiffEntry(274, 3, 1, orientation),
    tiffEntry(315, 2, 13, artist),
    tiffEntry(700, 1, xmp.length, xmpAt),
    tiffEntry(34665, 4, 1, exifAt),
    tiffEntry(34853, 4, 1, placeAt),
    tiffEntry(50706, 1, 4, 0x0401),
  ]);
  const head = Buffer.from("II*\0\0\0\0\0", "latin1");
  head.writeUInt32LE(exifAt + exif.length, 4);
  return Buffer.concat([head, ...parts, placeDirectory, exif, main]);
}

/** An AVIF with the brand of an animated one. */
export async function animatedAvif(picture: Sharp): Promise<Buffer> {
  const avif = await picture.avif({ quality: 95, chromaSubsampling: "4:4:4" }).toBuffer();
  avif.write("avis", 8, "latin1");
  return avif;
}

/** The picture as PNG, scaled to a square. */
export async function square(picture: Sharp, edge: number) {
  return {
    png: await picture.clone().resize(edge, edge, { fit: "fill" }).png().toBuffer(),
    width: edge,
    height: edge,
  };
}
