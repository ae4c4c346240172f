import { z } from "zod";

/** Limits on the cost of decoding one file. */
export const PictureLimits = z.object({
  pixelsMax: z.int().positive(),
  decodeTimeoutMs: z.int().positive(),
  childMemoryMb: z.int().positive(),
  /** The program that decodes videos. Without it they are not drawn. */
  ffmpeg: z.string().optional(),
});
export type PictureLimits = z.output<typeof PictureLimits>;

export const defaultPictureLimits: PictureLimits = {
  // Fits 108-megapixel phones and 102-megapixel camera backs.
  pixelsMax: 120_000_000,
  // A 48-megapixel HEIC takes about 8 s (measured: 40 ms per quarter megapixel). A slow machine takes three times that.
  decodeTimeoutMs: 30_000,
  // Fits an interlaced PNG of 120 megapixels, a HEIC of 48 and an AVIF of 30, and keeps all decoders below 600 MB.
  childMemoryMb: 464,
};
