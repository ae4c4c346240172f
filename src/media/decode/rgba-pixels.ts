/** Pixels as RGBA, 4 bytes each, top row first. */
export interface RgbaPixels {
  width: number;
  height: number;
  data: Buffer;
}
