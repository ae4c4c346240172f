import sharp, { type Metadata, type Sharp } from "sharp";
import { memorySource } from "../bytes/byte-source.ts";
import { UnreadablePicture } from "../bytes/unreadable-picture.ts";
import { cameraOf, cameraOfTiff } from "../metadata/camera.ts";
import { orientationOf } from "../metadata/orientation-exif.ts";
import { embeddedJpegs } from "./embedded-jpegs.ts";
import type { ReadPicture } from "./read-picture.ts";
import { translateSharpErrors } from "./sharp-errors.ts";
import { within } from "./within.ts";

/** A camera writes two or three previews, and one of them may be cut off. */
const triesMax = 4;

/**
 * The largest preview in a camera's raw photograph, at least `edge` pixels on its longest edge if it is that large.
 * Throws `UnreadablePicture`. `bytes` may be changed.
 */
export async function readRaw(bytes: Buffer, edge: number, pixelsMax: number): Promise<ReadPicture> {
  let failure = new UnreadablePicture("noPreview");
  for (const { at, width, height } of embeddedJpegs(bytes).slice(0, triesMax)) {
    if (width * height > pixelsMax) continue;
    try {
      return await readPreview(bytes, at, edge);
    } catch (error) {
      if (!(error instanceof UnreadablePicture)) throw error;
      failure = error;
    }
  }
  throw failure;
}

async function readPreview(bytes: Buffer, at: number, edge: number): Promise<ReadPicture> {
  const jpeg = bytes.subarray(at);
  const metadata = await translateSharpErrors(sharp(jpeg).metadata());
  // A preview without an orientation of its own has that of the photograph.
  const orientation = metadata.orientation ?? (await orientationOf(asTiff(bytes)));
  const upright = sharp(jpeg, { failOn: "error", limitInputPixels: false, autoOrient: true });
  const turned = metadata.orientation === undefined ? turn(upright, orientation) : upright;
  const { data, info } = await translateSharpErrors(
    turned
      .resize(within(edge))
      .toColourspace("srgb")
      .ensureAlpha()
      .raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true }),
  );
  const size = orientation >= 5 ? [metadata.height, metadata.width] : [metadata.width, metadata.height];
  const [width = 0, height = 0] = size;
  const pixels = { width: info.width, height: info.height, data };
  return { width, height, pixels, camera: await cameraIn(bytes, metadata) };
}

/** EXIF's eight orientations as turns and mirrors. */
function turn(picture: Sharp, orientation: number): Sharp {
  const mirrored = [2, 4, 5, 7].includes(orientation) ? picture.flop() : picture;
  const degrees = [0, 0, 0, 180, 180, 270, 90, 90, 270][orientation] ?? 0;
  return degrees === 0 ? mirrored : mirrored.rotate(degrees);
}

async function cameraIn(bytes: Buffer, { exif, xmp }: Metadata) {
  const ofFile = await cameraOfTiff(memorySource(asTiff(bytes)));
  return Object.keys(ofFile).length > 0 ? ofFile : cameraOf({ exif, xmp });
}

/** Olympus and Panasonic write TIFF files under numbers of their own. */
function asTiff(bytes: Buffer): Buffer {
  if (/^(IIRO|IIRS|IIU\0)$/.test(bytes.toString("latin1", 0, 4))) bytes.writeUInt16LE(42, 2);
  if (bytes.toString("latin1", 0, 4) === "MMOR") bytes.writeUInt16BE(42, 2);
  return bytes;
}
