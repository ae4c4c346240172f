import { inflateSync } from "node:zlib";
import { UnreadablePicture } from "../bytes/unreadable-picture.ts";
import type { PsdLayout } from "../metadata/psd-layout.ts";

/** The first `count` channels of a Photoshop file's composite, 8 bits a sample, top row first. */
export function psdPlanes(bytes: Buffer, layout: PsdLayout, count: number): Uint8Array[] {
  const { pictureAt, width, height, depth } = layout;
  if (pictureAt + 2 > bytes.length) throw new UnreadablePicture("endsEarly");
  const rowBytes = Math.ceil((width * depth) / 8);
  const stored = storedPlanes(bytes, layout, rowBytes, count);
  return stored.map((plane) => eightBits(plane, width, height, depth, rowBytes));
}

function storedPlanes(bytes: Buffer, layout: PsdLayout, rowBytes: number, count: number): Buffer[] {
  const planeBytes = rowBytes * layout.height;
  const data = bytes.subarray(layout.pictureAt + 2);
  const compression = bytes.readUInt16BE(layout.pictureAt);
  if (compression === 1) return packedPlanes(data, layout, rowBytes, count);
  if (compression > 2) throw new UnreadablePicture("unsupported");
  const plain = compression === 0 ? data : inflated(data, planeBytes * layout.channels);
  if (plain.length < planeBytes * count) throw new UnreadablePicture("endsEarly");
  return Array.from({ length: count }, (_, i) => plain.subarray(i * planeBytes, (i + 1) * planeBytes));
}

function inflated(data: Buffer, bytesMax: number): Buffer {
  try {
    return inflateSync(data, { maxOutputLength: bytesMax });
  } catch (error) {
    throw new UnreadablePicture("damaged", { cause: error });
  }
}

/** Rows in PackBits, with the lengths of all rows of all channels before them. */
function packedPlanes(data: Buffer, layout: PsdLayout, rowBytes: number, count: number): Buffer[] {
  const { channels, height, large } = layout;
  const lengthBytes = large ? 4 : 2;
  let at = channels * height * lengthBytes;
  if (at > data.length) throw new UnreadablePicture("endsEarly");
  return Array.from({ length: count }, (_, channel) => {
    const plane = Buffer.alloc(rowBytes * height);
    for (let y = 0; y < height; y++) {
      const length = data.readUIntBE((channel * height + y) * lengthBytes, lengthBytes);
      if (at + length > data.length) throw new UnreadablePicture("endsEarly");
      unpack(data.subarray(at, at + length), plane.subarray(y * rowBytes, (y + 1) * rowBytes));
      at += length;
    }
    return plane;
  });
}

/** PackBits: a count, then that many bytes, or one byte that is repeated. What does not fit is dropped. */
function unpack(packed: Buffer, row: Buffer): void {
  let out = 0;
  for (let at = 0; at < packed.length && out < row.length; ) {
    const count = packed.readInt8(at++);
    if (count >= 0) {
      packed.copy(row, out, at, at + count + 1);
      at += count + 1;
      out += count + 1;
    } else if (count > -128) {
      row.fill(packed[at++] ?? 0, out, out - count + 1);
      out += 1 - count;
    }
  }
}

function eightBits(
  plane: Buffer,
  width: number,
  height: number,
  depth: number,
  rowBytes: number,
): Uint8Array {
  if (depth === 8) return plane;
  const out = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * rowBytes;
      out[y * width + x] =
        depth === 16 ? (plane[at + x * 2] ?? 0) : (((plane[at + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1) * 255;
    }
  }
  return out;
}
