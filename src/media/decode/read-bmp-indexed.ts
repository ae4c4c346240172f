import { UnreadablePicture } from "../bytes/unreadable-picture.ts";
import type { BmpHeader } from "./bmp-header.ts";
import { readBmpRuns } from "./read-bmp-runs.ts";
import type { RgbaPixels } from "./rgba-pixels.ts";

/** Decodes a bitmap of 1, 4 or 8 bits per pixel. An index without a colour is black, as in Windows. */
export function readBmpIndexed(bytes: Buffer, header: BmpHeader): RgbaPixels {
  const { width, height } = header;
  const indexes = header.compression === 0 ? readPlainRows(bytes, header) : readBmpRuns(bytes, header);
  const colours = readColourTable(bytes, header);
  const data = Buffer.alloc(width * height * 4);
  for (let y = 0; y < height; y++) {
    const row = (header.topDown ? y : height - 1 - y) * width;
    for (let x = 0; x < width; x++)
      data.writeUInt32BE(colours[indexes[row + x] ?? 0] ?? 0xff, (y * width + x) * 4);
  }
  return { width, height, data };
}

/** Colours as 0xRRGGBBAA. The table ends where the pixels begin, even if the header states more colours. */
function readColourTable(
  bytes: Buffer,
  { tableAt, pixelsAt, colours, colourBytes, bits }: BmpHeader,
): number[] {
  const stated = Math.min(colours || 2 ** bits, 2 ** bits);
  const room = Math.floor((Math.min(pixelsAt, bytes.length) - tableAt) / colourBytes);
  return Array.from({ length: Math.max(Math.min(stated, room), 0) }, (_, i) => {
    return (bytes.readUIntLE(tableAt + i * colourBytes, 3) * 256 + 255) >>> 0;
  });
}

/** One index per byte, rows in the order of the file. */
function readPlainRows(bytes: Buffer, { width, height, bits, pixelsAt }: BmpHeader): Uint8Array {
  const rowBytes = Math.ceil((width * bits) / 32) * 4;
  if (pixelsAt + rowBytes * height > bytes.length) throw new UnreadablePicture("endsEarly");
  const indexes = new Uint8Array(width * height);
  const perByte = 8 / bits;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const byte = bytes[pixelsAt + y * rowBytes + Math.floor(x / perByte)] ?? 0;
      indexes[y * width + x] = (byte >> (8 - bits - (x % perByte) * bits)) & (2 ** bits - 1);
    }
  }
  return indexes;
}
