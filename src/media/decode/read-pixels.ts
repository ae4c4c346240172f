import sharp, { type Metadata, type Sharp } from "sharp";
import { type ByteSource, openSource } from "../bytes/byte-source.ts";
import type { MediaType } from "../sniff/media-type.ts";
import { type Nclx, readNclx } from "./colour/nclx.ts";
import { convertToSrgb, isSrgb } from "./colour/to-srgb.ts";
import { toSrgb } from "./colour/transfer.ts";
import { translateSharpErrors } from "./sharp-errors.ts";
import { within } from "./within.ts";

export interface Pixels {
  data: Buffer;
  raw: { width: number; height: number; channels: 1 | 2 | 3 | 4 };
}

export interface RasterFile {
  path: string;
  mediaType: MediaType;
  /** What sharp says of it. */
  metadata: Metadata;
  /** What of it may be wrong; see `openRaster`. */
  failOn?: FailOn;
}

export type FailOn = "error" | "truncated" | "none";

export interface RasterLimits {
  pixelsMax: number;
  /** The frame or page to read, from 0. */
  page?: number;
  /** Without it, the caller ends a decode that takes too long. */
  decodeTimeoutMs?: number;
}

/**
 * "error" refuses damaged or truncated files but accepts minor violations, which cameras and editors write. "truncated"
 * also accepts a PNG with a wrong checksum, "none" a JPEG that ends early.
 */
export function openRaster(path: string, limits: RasterLimits, failOn: FailOn = "error"): Sharp {
  const { pixelsMax, page = 0 } = limits;
  return sharp(path, { limitInputPixels: pixelsMax, failOn, sequentialRead: true, page });
}

/** The first frames of a GIF or WebP. */
export function openFrames(path: string, frames: number, pixelsMax: number): Sharp {
  return sharp(path, { limitInputPixels: pixelsMax, failOn: "error", sequentialRead: true, pages: frames });
}

/** A frame or page, upright, in 8-bit sRGB, at most `edge` pixels on its longest edge. */
export async function readPixels(file: RasterFile, edge: number, limits: RasterLimits): Promise<Pixels> {
  const { path, metadata, failOn } = file;
  const picture = shrunk(openRaster(path, limits, failOn), edge, limits);
  const nclx = await nclxOf(file);
  if (nclx) return converted(picture, nclx, metadata);
  if (metadata.depth === "float" && metadata.space === "b-w") return fromLinearGrey(picture);
  // sharp takes 16-bit pixels to Display P3 before it makes them 8-bit; an output profile takes them from there to sRGB.
  if (metadata.icc && metadata.space === "rgb16") picture.withIccProfile("srgb");
  return take(picture.toColourspace("srgb").raw({ depth: "uchar" }));
}

function shrunk(picture: Sharp, edge: number, { decodeTimeoutMs }: RasterLimits): Sharp {
  return picture
    .timeout({ seconds: Math.ceil((decodeTimeoutMs ?? 0) / 1000) })
    .autoOrient()
    .resize(within(edge));
}

/** The colour of an AVIF that has no ICC profile, unless it is sRGB. */
async function nclxOf({ path, mediaType, metadata }: RasterFile): Promise<Nclx | undefined> {
  if (mediaType !== "image/avif" || metadata.icc) return;
  await using source = await openSource(path);
  return otherThanSrgb(source);
}

export async function otherThanSrgb(source: ByteSource): Promise<Nclx | undefined> {
  const nclx = await readNclx(source);
  return nclx && !isSrgb(nclx) ? nclx : undefined;
}

/** Pixels whose colour is stated by code points. They stay at 16 bits until they are sRGB: PQ in 8 bits shows bands. */
async function converted(picture: Sharp, nclx: Nclx, { depth }: Metadata): Promise<Pixels> {
  const wide = depth === "ushort";
  const { data, raw } = await take(
    wide
      ? picture.toColourspace("rgb16").raw({ depth: "ushort" })
      : picture.toColourspace("srgb").raw({ depth: "uchar" }),
  );
  const samples = wide ? new Uint16Array(data.buffer, data.byteOffset, data.length / 2) : data;
  const channels = raw.channels === 4 ? 4 : 3;
  return { data: convertToSrgb({ data: samples, channels }, nclx), raw };
}

/** libvips takes RGB of floating point for linear light, but grey for values up to 255. Both are linear here. */
async function fromLinearGrey(picture: Sharp): Promise<Pixels> {
  const { data, raw } = await take(picture.extractChannel(0).toColourspace("b-w").raw({ depth: "float" }));
  const grey = new Float32Array(data.buffer, data.byteOffset, data.length / 4);
  const bytes = Uint8ClampedArray.from(grey, (value) => 255 * toSrgb(Math.min(Math.max(value, 0), 1)));
  return { data: Buffer.from(bytes.buffer), raw };
}

async function take(picture: Sharp): Promise<Pixels> {
  const { data, info } = await translateSharpErrors(picture.toBuffer({ resolveWithObject: true }));
  const { width, height, channels } = info;
  return channels <= 4 ? { data, raw: { width, height, channels } } : withoutExtra(data, width, height);
}

/** A TIFF may have a second channel of transparency, such as a mask. */
function withoutExtra(data: Buffer, width: number, height: number): Pixels {
  const out = Buffer.allocUnsafe(width * height * 4);
  const channels = data.length / (width * height);
  for (let from = 0, at = 0; at < out.length; from += channels, at += 4) data.copy(out, at, from, from + 4);
  return { data: out, raw: { width, height, channels: 4 } };
}
