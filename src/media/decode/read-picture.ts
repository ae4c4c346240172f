import type { CameraData } from "../metadata/camera.ts";
import type { RgbaPixels } from "./rgba-pixels.ts";
import type { RgbaColour } from "./shrink-rgba.ts";

/** What a reader of the child process makes of a file. */
export interface ReadPicture extends RgbaColour {
  /** Size of the whole picture, upright, in pixels. */
  width: number;
  height: number;
  /** Upright, no smaller than what was asked for. */
  pixels: RgbaPixels;
  camera: CameraData;
}
