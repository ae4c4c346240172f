import libheif from "libheif-js/wasm-bundle.js";
import sharp from "sharp";
import { type CameraData, cameraOfExif } from "../metadata/camera.ts";
import type { RgbaPixels } from "./read-bmp.ts";
import { UnreadablePicture } from "./unreadable-picture.ts";

/** Display P3 has 0.5 KB; a printer's profile some megabytes. */
const profileBytesMax = 4 * 1024 * 1024;

/**
 * Decodes the primary picture of a HEIC, upright, in the numbers of its own colour profile. sharp's build holds no
 * HEVC decoder, but reads the container around it. Throws `UnreadablePicture`.
 */
export async function readHeic(
  bytes: Buffer,
  pixelsMax: number,
): Promise<{ pixels: RgbaPixels; camera: CameraData; profile?: Buffer }> {
  const images = imagesIn(bytes);
  const image = images.find((each) => each.is_primary()) ?? images[0];
  if (!image) throw new UnreadablePicture("damaged");
  const width = image.get_width();
  const height = image.get_height();
  if (!(width > 0 && height > 0)) throw new UnreadablePicture("empty");
  if (width * height > pixelsMax) throw new UnreadablePicture("tooManyPixels");
  const data = Buffer.alloc(width * height * 4);
  const shown = await new Promise<unknown>((done) => {
    // It decodes in a timer of its own, where wasm's traps end in nobody's hands.
    process.once("unhandledRejection", () => done(null));
    image.display({ data, width, height }, done);
  });
  if (!shown) throw new UnreadablePicture("damaged");
  const { exif, icc } = await sharp(bytes, { limitInputPixels: false }).metadata().catch(withoutMetadata);
  const profile = icc && icc.length <= profileBytesMax ? { profile: icc } : {};
  return { pixels: { width, height, data }, camera: await cameraOfExif(exif), ...profile };
}

/** A damaged file makes wasm trap, or throw numbers. */
function imagesIn(bytes: Buffer) {
  try {
    return new libheif.HeifDecoder().decode(bytes);
  } catch (error) {
    throw new UnreadablePicture("damaged", { cause: error });
  }
}

/** The picture was decoded: what sharp cannot read of it besides is not worth refusing it for. */
function withoutMetadata(): { exif?: Buffer; icc?: Buffer } {
  return {};
}
