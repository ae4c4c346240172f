import type { CameraData } from "../metadata/camera.ts";
import type { RgbaPixels } from "./rgba-pixels.ts";

/** What a reader of the child process makes of a file. */
export interface ReadPicture {
  /** Size of the whole picture, upright, in pixels. */
  width: number;
  height: number;
  /** Upright, no smaller than what was asked for. */
  pixels: RgbaPixels;
  camera: CameraData;
  /** The ICC profile of the pixels; sRGB when there is none. */
  profile?: Buffer;
}
