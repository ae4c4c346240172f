import { readBmpIndexed } from "./read-bmp-indexed.ts";
import { UnreadablePicture } from "./unreadable-picture.ts";

/** Pixels as RGBA, top row first. */
export interface RgbaPixels {
  width: number;
  height: number;
  data: Buffer;
}

export interface BmpHeader {
  width: number;
  height: number;
  /** Rows stand bottom first, unless the height was negative. */
  topDown: boolean;
  bits: number;
  compression: number;
  /** Where the rows begin. */
  pixelsAt: number;
  /** Where the colour table, or for bit fields the masks, begin. */
  tableAt: number;
  colours: number;
  /** 3 bytes a colour in OS/2's first version, 4 since. */
  colourBytes: number;
  masks: [red: number, green: number, blue: number, alpha: number];
}

/**
 * Decodes a Windows or OS/2 bitmap: 1, 4, 8 (plain or run-length), 16, 24 and 32 bits. Ours because the packages at
 * hand read odd-width 4-bit, run-length and offset files wrong. Throws `UnreadablePicture`.
 */
export function readBmp(bytes: Buffer, pixelsMax: number): RgbaPixels {
  const header = readBmpHeader(bytes);
  const { width, height, bits } = header;
  if (width * height > pixelsMax) throw new UnreadablePicture("tooManyPixels");
  if (bits <= 8) return readBmpIndexed(bytes, header);
  const rowBytes = Math.ceil((width * bits) / 32) * 4;
  if (header.pixelsAt + rowBytes * height > bytes.length) throw new UnreadablePicture("endsEarly");
  const data = Buffer.alloc(width * height * 4);
  const [red, green, blue, alpha] = header.masks.map(channel) as [Channel, Channel, Channel, Channel];
  const opaque = header.masks[3] === 0;
  for (let y = 0; y < height; y++) {
    let at = header.pixelsAt + (header.topDown ? y : height - 1 - y) * rowBytes;
    let out = y * width * 4;
    for (let x = 0; x < width; x++, at += bits / 8) {
      const pixel =
        bits === 16 ? bytes.readUInt16LE(at) : bits === 24 ? bytes.readUIntLE(at, 3) : bytes.readUInt32LE(at);
      data[out++] = red(pixel);
      data[out++] = green(pixel);
      data[out++] = blue(pixel);
      data[out++] = opaque ? 255 : alpha(pixel);
    }
  }
  return { width, height, data };
}

const bitFields = 3;
const alphaBitFields = 6;

/** Throws `UnreadablePicture` for what is not a bitmap, is empty, or holds a JPEG or PNG inside. */
export function readBmpHeader(bytes: Buffer): BmpHeader {
  if (bytes.length < 26) throw new UnreadablePicture("endsEarly");
  const pixelsAt = bytes.readUInt32LE(10);
  const headerBytes = bytes.readUInt32LE(14);
  if (bytes.length < 14 + headerBytes) throw new UnreadablePicture("endsEarly");
  if (headerBytes === 12) {
    const bits = bytes.readUInt16LE(24);
    const size = { width: bytes.readUInt16LE(18), height: bytes.readUInt16LE(20) };
    return checked({
      ...size,
      topDown: false,
      bits,
      compression: 0,
      pixelsAt,
      tableAt: 26,
      colours: 0,
      colourBytes: 3,
      masks: defaultMasks(bits),
    });
  }
  if (headerBytes < 40) throw new UnreadablePicture("unsupported");
  const bits = bytes.readUInt16LE(28);
  const compression = bytes.readUInt32LE(30);
  const height = bytes.readInt32LE(22);
  const hasFields = compression === bitFields || compression === alphaBitFields;
  const outside = hasFields && headerBytes === 40 ? (compression === alphaBitFields ? 16 : 12) : 0;
  const maskAt = (index: number) => 14 + 40 + index * 4;
  const mask = (index: number) =>
    maskAt(index) + 4 <= 14 + headerBytes + outside && maskAt(index) + 4 <= bytes.length
      ? bytes.readUInt32LE(maskAt(index))
      : 0;
  return checked({
    width: bytes.readInt32LE(18),
    height: Math.abs(height),
    topDown: height < 0,
    bits,
    compression,
    pixelsAt,
    tableAt: 14 + headerBytes + outside,
    colours: bytes.readUInt32LE(46),
    colourBytes: 4,
    masks: hasFields ? [mask(0), mask(1), mask(2), mask(3)] : defaultMasks(bits),
  });
}

function checked(header: BmpHeader): BmpHeader {
  const { width, height, bits, compression } = header;
  if (width <= 0 || height <= 0) throw new UnreadablePicture("empty");
  const allowed: Record<number, number[]> = {
    1: [0],
    4: [0, 2],
    8: [0, 1],
    16: [0, bitFields, alphaBitFields],
    24: [0],
    32: [0, bitFields, alphaBitFields],
  };
  if (!allowed[bits]?.includes(compression)) throw new UnreadablePicture("unsupported");
  return header;
}

/** Without masks, the fourth byte of 32 bits is padding, whatever it holds. */
function defaultMasks(bits: number): BmpHeader["masks"] {
  return bits === 16 ? [0x7c00, 0x03e0, 0x001f, 0] : [0xff0000, 0x00ff00, 0x0000ff, 0];
}

type Channel = (pixel: number) => number;

/** The masked bits of a pixel, spread over 0–255. */
function channel(mask: number): Channel {
  if (mask === 0) return () => 0;
  const shift = 31 - Math.clz32(mask & -mask);
  const max = mask >>> shift;
  return (pixel) => Math.round((((pixel & mask) >>> shift) * 255) / max);
}
