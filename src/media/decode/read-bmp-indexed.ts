import type { BmpHeader, RgbaPixels } from "./read-bmp.ts";
import { UnreadablePicture } from "./unreadable-picture.ts";

/** Decodes a bitmap of 1, 4 or 8 bits a pixel through its colour table; a missing colour is black, as in Windows. */
export function readBmpIndexed(bytes: Buffer, header: BmpHeader): RgbaPixels {
  const { width, height } = header;
  const indexes = header.compression === 0 ? plainRows(bytes, header) : runs(bytes, header);
  const colours = colourTable(bytes, header);
  const data = Buffer.alloc(width * height * 4);
  for (let y = 0; y < height; y++) {
    const row = (header.topDown ? y : height - 1 - y) * width;
    for (let x = 0; x < width; x++)
      data.writeUInt32BE(colours[indexes[row + x] ?? 0] ?? 0xff, (y * width + x) * 4);
  }
  return { width, height, data };
}

/** Colours as 0xRRGGBBAA; the table ends where the pixels begin, whatever its header says. */
function colourTable(bytes: Buffer, { tableAt, pixelsAt, colours, colourBytes, bits }: BmpHeader): number[] {
  const stated = Math.min(colours || 2 ** bits, 2 ** bits);
  const room = Math.floor((Math.min(pixelsAt, bytes.length) - tableAt) / colourBytes);
  return Array.from({ length: Math.max(Math.min(stated, room), 0) }, (_, i) => {
    return (bytes.readUIntLE(tableAt + i * colourBytes, 3) * 256 + 255) >>> 0;
  });
}

/** One index a byte, in the file's order of rows. */
function plainRows(bytes: Buffer, { width, height, bits, pixelsAt }: BmpHeader): Uint8Array {
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

/** RLE4 and RLE8: (count, value) pairs; count 0 escapes to end of line, end of picture, a move, or a literal run. */
function runs(bytes: Buffer, { width, height, bits, pixelsAt }: BmpHeader): Uint8Array {
  const indexes = new Uint8Array(width * height);
  let x = 0;
  let y = 0;
  const put = (index: number) => {
    if (x < width && y < height) indexes[y * width + x] = index;
    x++;
  };
  const half = (byte: number, second: boolean) => (bits === 8 ? byte : second ? byte & 15 : byte >> 4);
  for (let at = pixelsAt; at + 2 <= bytes.length && y < height; ) {
    const count = bytes[at] ?? 0;
    const value = bytes[at + 1] ?? 0;
    at += 2;
    if (count > 0) {
      for (let i = 0; i < count; i++) put(half(value, i % 2 === 1));
    } else if (value === 0) {
      x = 0;
      y++;
    } else if (value === 1) return indexes;
    else if (value === 2) {
      x += bytes[at] ?? 0;
      y += bytes[at + 1] ?? 0;
      at += 2;
    } else {
      for (let i = 0; i < value; i++) put(half(bytes[at + (bits === 8 ? i : i >> 1)] ?? 0, i % 2 === 1));
      // Literal runs are padded to 16 bits.
      at += Math.ceil((value * bits) / 16) * 2;
    }
  }
  // A picture whose every row was drawn may leave out its end.
  if (y < height - 1) throw new UnreadablePicture("endsEarly");
  return indexes;
}
