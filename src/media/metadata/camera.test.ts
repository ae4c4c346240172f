import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { drawing, sharedPicture, withPrivateMetadata } from "../../../test/support/media/pictures.ts";
import { cameraOf } from "./camera.ts";

const exifOf = async (bytes: Buffer) => {
  const { exif, xmp } = await sharp(bytes).metadata();
  return { exif, xmp };
};

describe("camera, time, lens and exposure are read", () => {
  test.each(["jpeg", "png", "webp", "avif"] as const)("from %s", async (format) => {
    const bytes = await withPrivateMetadata().toFormat(format).toBuffer();
    expect(await cameraOf(await exifOf(bytes))).toEqual({
      camera: { make: "Rook", model: "Nest 1" },
      takenAt: "2024-05-06T07:08:09",
      fNumber: 2.8,
    });
  });

  test("from a real photograph, without its place", async () => {
    const picture = await sharedPicture("DSCN0010.jpg");
    if (!picture) return expect.soft(picture, "shared pictures are not beside this checkout").toBeNull();
    expect(await cameraOf(await exifOf(picture))).toEqual({
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
  const { camera } = await cameraOf(await exifOf(bytes));
  expect(camera).toEqual({ make: `AB${"c".repeat(125)}`, model: null });
});

test("a time that is none is left out", async () => {
  for (const DateTimeOriginal of [
    "0000:00:00 00:00:00",
    "0000:01:01 00:00:00",
    "2024:13:40 07:08:09",
    "2024:02:30 07:08:09",
    "    :  :     :  :  ",
    "yesterday",
  ]) {
    const bytes = await drawing().withExif({ IFD2: { DateTimeOriginal } }).jpeg().toBuffer();
    expect(await cameraOf(await exifOf(bytes))).toEqual({});
  }
});

describe("a time is read", () => {
  const time = "2024-05-06T07:08:09";
  test.each([
    "2024:05:06 07:08:09",
    "2024:05:06 07:08:09+0000",
    "2024:05:06 07:08:09+02:00",
    "2024-05-06 07:08:09",
    "2024/05/06 07:08:09",
    "2024-05-06T07:08:09.123Z",
  ])("%s", async (DateTimeOriginal) => {
    const bytes = await drawing().withExif({ IFD2: { DateTimeOriginal } }).jpeg().toBuffer();
    expect(await cameraOf(await exifOf(bytes))).toEqual({ takenAt: time });
  });

  test("from the time of digitizing, when it is the only one", async () => {
    const IFD2 = { DateTimeDigitized: "2024:05:06 07:08:09" };
    expect(await cameraOf(await exifOf(await drawing().withExif({ IFD2 }).jpeg().toBuffer()))).toEqual({
      takenAt: time,
    });
  });

  test.each([
    ["", `<exif:DateTimeOriginal>${time}+02:00</exif:DateTimeOriginal>`],
    [`exif:DateTimeOriginal="${time}" xmp:CreateDate="2020-01-01T00:00:00"`, ""],
    [`xmp:CreateDate="${time}" xmp:ModifyDate="2025-01-01T00:00:00"`, ""],
    [`photoshop:DateCreated='${time}'`, ""],
  ])("from XMP alone: %s%s", async (attributes, elements) => {
    const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description ${attributes}>${elements}</rdf:Description></x:xmpmeta>`;
    expect(await cameraOf(await exifOf(await drawing().withXmp(xmp).jpeg().toBuffer()))).toEqual({
      takenAt: time,
    });
  });
});

test("an EXIF block is read wherever its header stands, as in a HEIC", async () => {
  const { exif } = await exifOf(await withPrivateMetadata().jpeg().toBuffer());
  const tiff = (exif as Buffer).subarray(6);
  for (const before of ["", "Exif\0\0", "\0\0\0\0", "\0\0\0\x06Exif\0\0", "\0Exif\0\0"]) {
    const block = Buffer.concat([Buffer.from(before, "latin1"), tiff]);
    expect(await cameraOf({ exif: block }), before).toMatchObject({ fNumber: 2.8 });
  }
});

test("no EXIF, an empty one and a damaged one say nothing", async () => {
  for (const exif of [undefined, Buffer.alloc(0), Buffer.from("Exif\0\0II*\0\xff\xff\xff\xff", "latin1")]) {
    expect(await cameraOf({ exif, xmp: exif })).toEqual({});
  }
});
