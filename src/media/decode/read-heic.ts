import libheif from "libheif-js/wasm-bundle.js";
import sharp from "sharp";
import { memorySource } from "../bytes/byte-source.ts";
import { UnreadablePicture } from "../bytes/unreadable-picture.ts";
import { cameraOf } from "../metadata/camera.ts";
import type { ReadPicture } from "./read-picture.ts";
import { otherThanSrgb } from "./read-pixels.ts";

/** Display P3 has 0.5 KB; a printer's profile has a few megabytes. */
const profileBytesMax = 4 * 1024 * 1024;

/**
 * Decodes the primary picture of a HEIC, upright, without colour conversion. sharp's
 * build has no HEVC decoder but can read the container's metadata. Throws `UnreadablePicture`.
 */
export async function readHeic(bytes: Buffer, pixelsMax: number): Promise<ReadPicture> {
  const images = imagesIn(bytes);
  const image = images.find((each) => each.is_primary()) ?? images[0];
  if (!image) throw new UnreadablePicture("damaged");
  const width = image.get_width();
  const height = image.get_height();
  if (!(width > 0 && height > 0)) throw new UnreadablePicture("empty");
  if (width * height > pixelsMax) throw new UnreadablePicture("tooManyPixels");
  const data = Buffer.alloc(width * height * 4);
  const decoded = await new Promise<unknown>((done) => {
    // libheif-js decodes in a timer, so a wasm trap surfaces only as an unhandled rejection.
    process.once("unhandledRejection", () => done(null));
    image.display({ data, width, height }, done);
  });
  if (!decoded) throw new UnreadablePicture("damaged");
  const { exif, xmp, icc } = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => noMetadata);
  const pixels = { width, height, data };
  const picture = { width, height, pixels, camera: await cameraOf({ exif, xmp }) };
  if (icc) return { ...picture, ...(icc.length <= profileBytesMax && { profile: icc }) };
  const nclx = await otherThanSrgb(memorySource(bytes));
  return { ...picture, ...(nclx && { nclx }) };
}

/** A damaged file makes the wasm module trap or throw numbers. */
function imagesIn(bytes: Buffer) {
  try {
    return new libheif.HeifDecoder().decode(bytes);
  } catch (error) {
    throw new UnreadablePicture("damaged", { cause: error });
  }
}

/** The picture itself was decoded, so metadata that sharp cannot read is no reason to refuse it. */
const noMetadata: { exif?: Buffer; xmp?: Buffer; icc?: Buffer } = {};
