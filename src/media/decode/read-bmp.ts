import { UnreadablePicture } from "../bytes/unreadable-picture.ts";
import { type BmpHeader, readBmpHeader } from "./bmp-header.ts";
import { readBmpIndexed } from "./read-bmp-indexed.ts";
import type { RgbaPixels } from "./rgba-pixels.ts";

/**
 * Decodes a Windows or OS/2 bitmap: 1, 4, 8 (plain or run-length encoded), 16, 24 and 32 bits per pixel.
 * Throws `UnreadablePicture`.
 */
export function readBmp(bytes: Buffer, pixelsMax: number): RgbaPixels {
  const header = readBmpHeader(bytes);
  if (header.width * header.height > pixelsMax) throw new UnreadablePicture("tooManyPixels");
  return header.bits <= 8 ? readBmpIndexed(bytes, header) : readBmpDirect(bytes, header);
}

/** 16, 24 or 32 bits per pixel: each pixel holds its own colour. */
function readBmpDirect(bytes: Buffer, header: BmpHeader): RgbaPixels {
  const { width, height, bits, pixelsAt, topDown, masks } = header;
  const rowBytes = Math.ceil((width * bits) / 32) * 4;
  if (pixelsAt + rowBytes * height > bytes.length) throw new UnreadablePicture("endsEarly");
  const data = Buffer.alloc(width * height * 4);
  const pixelAt = pixelReader(bytes, bits);
  const [red, green, blue, maskedAlpha] = masks.map(channel) as [Channel, Channel, Channel, Channel];
  const alpha = masks[3] === 0 ? () => 255 : maskedAlpha;
  for (let y = 0; y < height; y++) {
    let at = pixelsAt + (topDown ? y : height - 1 - y) * rowBytes;
    let out = y * width * 4;
    for (let x = 0; x < width; x++, at += bits / 8) {
      const pixel = pixelAt(at);
      data[out++] = red(pixel);
      data[out++] = green(pixel);
      data[out++] = blue(pixel);
      data[out++] = alpha(pixel);
    }
  }
  return { width, height, data };
}

function pixelReader(bytes: Buffer, bits: number): (at: number) => number {
  if (bits === 16) return (at) => bytes.readUInt16LE(at);
  if (bits === 24) return (at) => bytes.readUIntLE(at, 3);
  return (at) => bytes.readUInt32LE(at);
}

type Channel = (pixel: number) => number;

/** Scales the masked bits of a pixel to 0–255. */
function channel(mask: number): Channel {
  if (mask === 0) return () => 0;
  const shift = 31 - Math.clz32(mask & -mask);
  const max = mask >>> shift;
  return (pixel) => Math.round((((pixel & mask) >>> shift) * 255) / max);
}
