import { UnreadablePicture } from "../bytes/unreadable-picture.ts";

export interface BmpHeader {
  width: number;
  height: number;
  /** The bottom row comes first unless the height is negative. */
  topDown: boolean;
  /** Bits per pixel. */
  bits: number;
  compression: number;
  /** Offset of the first row. */
  pixelsAt: number;
  /** Offset of the colour table or, with bit fields, of the masks. */
  tableAt: number;
  colours: number;
  /** Bytes per colour: 3 in OS/2 1.x, otherwise 4. */
  colourBytes: number;
  masks: [red: number, green: number, blue: number, alpha: number];
}

const bitFields = 3;
const alphaBitFields = 6;

/** Bytes before the second header. */
const fileHeaderBytes = 14;
/** BITMAPCOREHEADER of OS/2 1.x. */
const coreHeaderBytes = 12;
/** BITMAPINFOHEADER of Windows 3. */
const infoHeaderBytes = 40;

/** Throws `UnreadablePicture` for bytes that are no bitmap, an empty bitmap, or an embedded JPEG or PNG. */
export function readBmpHeader(bytes: Buffer): BmpHeader {
  if (bytes.length < 26) throw new UnreadablePicture("endsEarly");
  const headerBytes = bytes.readUInt32LE(14);
  if (bytes.length < fileHeaderBytes + headerBytes) throw new UnreadablePicture("endsEarly");
  if (headerBytes === coreHeaderBytes) return checked(readCoreHeader(bytes));
  if (headerBytes < infoHeaderBytes) throw new UnreadablePicture("unsupported");
  return checked(readInfoHeader(bytes, headerBytes));
}

function readCoreHeader(bytes: Buffer): BmpHeader {
  const bits = bytes.readUInt16LE(24);
  return {
    width: bytes.readUInt16LE(18),
    height: bytes.readUInt16LE(20),
    topDown: false,
    bits,
    compression: 0,
    pixelsAt: bytes.readUInt32LE(10),
    tableAt: fileHeaderBytes + coreHeaderBytes,
    colours: 0,
    colourBytes: 3,
    masks: defaultMasks(bits),
  };
}

function readInfoHeader(bytes: Buffer, headerBytes: number): BmpHeader {
  const bits = bytes.readUInt16LE(28);
  const compression = bytes.readUInt32LE(30);
  const height = bytes.readInt32LE(22);
  const masksEnd = fileHeaderBytes + headerBytes + masksAfterHeader(compression, headerBytes);
  return {
    width: bytes.readInt32LE(18),
    height: Math.abs(height),
    topDown: height < 0,
    bits,
    compression,
    pixelsAt: bytes.readUInt32LE(10),
    tableAt: masksEnd,
    colours: bytes.readUInt32LE(46),
    colourBytes: 4,
    masks: hasMasks(compression) ? readMasks(bytes, masksEnd) : defaultMasks(bits),
  };
}

function hasMasks(compression: number): boolean {
  return compression === bitFields || compression === alphaBitFields;
}

/** Bytes of masks between the header and the pixels. Headers longer than Windows 3's include the masks. */
function masksAfterHeader(compression: number, headerBytes: number): number {
  if (!hasMasks(compression) || headerBytes !== infoHeaderBytes) return 0;
  return compression === alphaBitFields ? 16 : 12;
}

/** A mask beyond `masksEnd` is absent and counts as 0. */
function readMasks(bytes: Buffer, masksEnd: number): BmpHeader["masks"] {
  const mask = (index: number) => {
    const at = fileHeaderBytes + infoHeaderBytes + index * 4;
    return at + 4 <= Math.min(masksEnd, bytes.length) ? bytes.readUInt32LE(at) : 0;
  };
  return [mask(0), mask(1), mask(2), mask(3)];
}

/** Without masks, the fourth byte of a 32-bit pixel is padding. */
function defaultMasks(bits: number): BmpHeader["masks"] {
  return bits === 16 ? [0x7c00, 0x03e0, 0x001f, 0] : [0xff0000, 0x00ff00, 0x0000ff, 0];
}

const compressionsByBits: Record<number, number[]> = {
  1: [0],
  4: [0, 2],
  8: [0, 1],
  16: [0, bitFields, alphaBitFields],
  24: [0],
  32: [0, bitFields, alphaBitFields],
};

function checked(header: BmpHeader): BmpHeader {
  const { width, height, bits, compression } = header;
  if (width <= 0 || height <= 0) throw new UnreadablePicture("empty");
  if (!compressionsByBits[bits]?.includes(compression)) throw new UnreadablePicture("unsupported");
  return header;
}
