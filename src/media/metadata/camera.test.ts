import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { drawing, sharedPicture, withPrivateMetadata } from "../../../test/support/media/pictures.ts";
import { cameraOfExif } from "./camera.ts";

const exifOf = async (bytes: Buffer) => (await sharp(bytes).metadata()).exif;

describe("camera, time, lens and exposure are read", () => {
  test.each(["jpeg", "png", "webp", "avif"] as const)("from %s", async (format) => {
    const bytes = await withPrivateMetadata().toFormat(format).toBuffer();
    expect(await cameraOfExif(await exifOf(bytes))).toEqual({
      camera: { make: "Rook", model: "Nest 1" },
      takenAt: "2024-05-06T07:08:09",
      fNumber: 2.8,
    });
  });

  test("from a real photograph, without its place", async () => {
    const picture = await sharedPicture("DSCN0010.jpg");
    if (!picture) return expect.soft(picture, "shared pictures are not beside this checkout").toBeNull();
    expect(await cameraOfExif(await exifOf(picture))).toEqual({
      camera: { make: "NIKON", model: "COOLPIX P6000" },
      takenAt: "2008-10-22T16:28:39",
      iso: 64,
      fNumber: 5.9,
      exposureTime: 4 / 300,
      focalLength: 24,
    });
  });
});

test("texts are cut, and lose control characters", async () => {
  const bytes = await drawing()
    .withExif({ IFD0: { Make: `A\u0007B${"c".repeat(5000)}`, Model: "  " } })
    .jpeg()
    .toBuffer();
  const { camera } = await cameraOfExif(await exifOf(bytes));
  expect(camera).toEqual({ make: `AB${"c".repeat(125)}`, model: null });
});

test("a time that is none is left out", async () => {
  for (const DateTimeOriginal of [
    "0000:00:00 00:00:00",
    "2024:13:40 07:08:09",
    "2024:02:30 07:08:09",
    "    :  :     :  :  ",
    "yesterday",
  ]) {
    const bytes = await drawing().withExif({ IFD2: { DateTimeOriginal } }).jpeg().toBuffer();
    expect(await cameraOfExif(await exifOf(bytes))).toEqual({});
  }
});

test("no EXIF, an empty one and a damaged one say nothing", async () => {
  for (const exif of [undefined, Buffer.alloc(0), Buffer.from("Exif\0\0II*\0\xff\xff\xff\xff", "latin1")]) {
    expect(await cameraOfExif(exif)).toEqual({});
  }
});
