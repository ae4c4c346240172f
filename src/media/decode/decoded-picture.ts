import type { CameraData } from "../metadata/camera.ts";
import type { Warning } from "./imperfect.ts";
import type { Pixels } from "./read-pixels.ts";

export interface DecodedPicture {
  /** Size of the whole picture in pixels, upright. */
  width: number;
  height: number;
  camera: CameraData;
  animated: boolean;
  /** What is wrong with a picture that can be shown nevertheless. */
  warning: Warning | null;
  /** The first frame or page, upright, in 8-bit sRGB, at most `edge` pixels on its longest edge. */
  pixels: Pixels;
}
