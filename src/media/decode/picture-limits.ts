import { z } from "zod";

/** Bounds on what decoding one file may cost. */
export const PictureLimits = z.object({
  pixelsMax: z.int().positive(),
  decodeTimeoutMs: z.int().positive(),
  childMemoryMb: z.int().positive(),
});
export type PictureLimits = z.output<typeof PictureLimits>;

export const defaultPictureLimits: PictureLimits = {
  // 108-megapixel phones and 102-megapixel backs fit; the worst layout of it (16-bit RGBA, interlaced) is 1 GB.
  pixelsMax: 120_000_000,
  // A 48-megapixel HEIC comes to about 8 s, by 40 ms measured for a quarter megapixel; a slow machine takes thrice that.
  decodeTimeoutMs: 30_000,
  // A decoded 120-megapixel RGBA picture twice: once inside the decoder, once handed over.
  childMemoryMb: 1024,
};
