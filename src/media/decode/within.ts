import type { ResizeOptions } from "sharp";

/**
 * Shrinks to at most `edge` pixels on the longest edge; never enlarges. Of sharp's kernels, cubic is the nearest to what
 * browsers draw, and its edges take fewer bytes than those of Lanczos: see decision 0040.
 */
export const within = (edge: number): ResizeOptions => ({
  width: edge,
  height: edge,
  fit: "inside",
  withoutEnlargement: true,
  kernel: "cubic",
});
