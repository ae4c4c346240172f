import { z } from "zod";

/** Limits on the cost of decoding one file. */
export const PictureLimits = z.object({
  pixelsMax: z.int().positive(),
  decodeTimeoutMs: z.int().positive(),
  childMemoryMb: z.int().positive(),
});
export type PictureLimits = z.output<typeof PictureLimits>;

export const defaultPictureLimits: PictureLimits = {
  // Fits 108-megapixel phones and 102-megapixel camera backs. The worst layout (16-bit RGBA, interlaced) takes 1 GB.
  pixelsMax: 120_000_000,
  // A 48-megapixel HEIC takes about 8 s (measured: 40 ms per quarter megapixel). A slow machine takes three times that.
  decodeTimeoutMs: 30_000,
  // Two copies of a decoded 120-megapixel RGBA picture: one inside the decoder, one as its result.
  childMemoryMb: 1024,
};
