import type { Metadata } from "sharp";
import { openSource } from "../bytes/byte-source.ts";
import { UnreadablePicture } from "../bytes/unreadable-picture.ts";
import { type MediaType, mediaTypes } from "../sniff/media-type.ts";
import { heifProperties } from "./colour/nclx.ts";
import type { PictureLimits } from "./picture-limits.ts";
import { isRaster } from "./raster-types.ts";
import { openRaster } from "./read-pixels.ts";
import { translateSharpErrors } from "./sharp-errors.ts";
import { requireReadableTiff } from "./tiff-support.ts";

/** What decoding a file takes. */
export interface DecodeCost {
  /** Memory at its peak, in bytes. */
  bytes: number;
  /** Whether it is decoded in a child process, whose memory is bounded. */
  inChild: boolean;
  /** Pixels of the file. Undefined if only decoding tells. */
  size?: { width: number; height: number };
  /** Frames or pages, where sharp counts them. */
  frames?: number;
  /** The upright size of a picture with 8-bit samples in RGB. */
  plain?: { width: number; height: number };
}

const mega = 1024 * 1024;
/** A picture that needs more than this is decoded in a child process. Two are decoded here at a time. */
export const hereBytesMax = 48 * mega;
/** Node and sharp, in a child process. */
export const childBytes = 56 * mega;

/**
 * The cost of a decode, from the file's header. Throws `UnreadablePicture`: a header may be damaged, or state more
 * pixels or memory than are allowed.
 */
export async function decodeCost(
  path: string,
  mediaType: MediaType,
  limits: PictureLimits,
): Promise<DecodeCost> {
  const allowed = limits.childMemoryMb * mega;
  if (mediaTypes[mediaType].kind === "video" && !limits.ffmpeg) throw new UnreadablePicture("noFfmpeg");
  // Drawings and icons are small. The other decoders have no cheap way to tell: each may take all that is allowed.
  if (!isRaster(mediaType)) {
    return { bytes: (isSmall.has(mediaType) ? allowed / 2 : allowed) + childBytes, inChild: true };
  }
  const header =
    mediaType === "image/avif" ? await avifHeader(path) : await sharpHeader(path, mediaType, limits);
  if (header.pixels > limits.pixelsMax) throw new UnreadablePicture("tooManyPixels");
  const bytes = header.pixels * header.bytesPerPixel;
  if (bytes > allowed) throw new UnreadablePicture("tooMuchMemory");
  // An AVIF may hold more pixels than its header states.
  const inChild = mediaType === "image/avif" || bytes > hereBytesMax;
  const { size, frames, plain } = header;
  const known = { ...(size && { size }), ...(frames && { frames }), ...(plain && { plain }) };
  return { bytes: inChild ? bytes + childBytes : bytes, inChild, ...known };
}

interface Header {
  pixels: number;
  bytesPerPixel: number;
  size?: { width: number; height: number };
  frames?: number;
  plain?: { width: number; height: number } | undefined;
}

/** See `DecodeCost.plain`. */
export const plainSize = ({ autoOrient, space, depth }: Metadata) =>
  space === "srgb" && depth === "uchar" ? autoOrient : undefined;

const isSmall = new Set<MediaType>(["image/svg+xml", "image/vnd.microsoft.icon"]);

async function sharpHeader(path: string, mediaType: MediaType, limits: PictureLimits): Promise<Header> {
  if (mediaType === "image/tiff") await requireReadableTiff(path);
  const metadata = await translateSharpErrors(openRaster(path, limits).metadata());
  const { width, height, pages = 1 } = metadata;
  return {
    pixels: width * height,
    bytesPerPixel: bytesPerPixel(mediaType, metadata),
    size: { width, height },
    frames: pages,
    plain: plainSize(metadata),
  };
}

/** Measured with sharp 0.35 on pictures of 12 and 35 megapixels, rounded up. */
function bytesPerPixel(mediaType: MediaType, metadata: Metadata): number {
  const { channels, depth, isProgressive, chromaSubsampling } = metadata;
  const sampleBytes = channels * (bytesByDepth[depth] ?? 8);
  switch (mediaType) {
    case "image/jpeg":
      // All coefficients of a progressive JPEG are kept, 2 bytes each.
      if (!isProgressive) return 0.6;
      return 0.6 + 2 * (chromaSubsampling === "4:2:0" ? channels / 2 : channels);
    case "image/png":
      return isProgressive ? 1.3 * sampleBytes : 0.5 * sampleBytes;
    case "image/gif":
      return 6;
    case "image/tiff":
      // A strip may be as high as the picture.
      return 1.2 * sampleBytes;
    default:
      return 1.5;
  }
}

const bytesByDepth: Partial<Record<Metadata["depth"], number>> = {
  uchar: 1,
  char: 1,
  ushort: 2,
  short: 2,
  uint: 4,
  int: 4,
  float: 4,
};

/** libvips does not open animated AVIF. The decoder keeps 11 bytes of its own for each pixel, and three copies. */
async function avifHeader(path: string): Promise<Header> {
  await using source = await openSource(path);
  const sizes = await heifProperties(source, "ispe", 12);
  const pixels = sizes.map((size) => size.readUInt32BE(4) * size.readUInt32BE(8));
  // The third byte of AV1's configuration: deep samples (0x40), colour at a quarter of the pixels (0x08 and 0x04).
  const [configuration] = await heifProperties(source, "av1C", 4);
  const flags = configuration?.[2] ?? 0x40;
  const colour = (flags & 0x0c) === 0x0c ? 15.8 : 19.7;
  return { pixels: Math.max(0, ...pixels), bytesPerPixel: flags & 0x40 ? colour * 1.35 : colour };
}
