import sharp from "sharp";
import { expect, test } from "vitest";
import { tiffDirectory, tiffEntry } from "../../../test/support/media/containers.ts";
import { memorySource } from "../bytes/byte-source.ts";
import { cameraOfTiff } from "./camera.ts";
import { stripMetadataInMemory } from "./strip-metadata.ts";

const ascii = 2;
const short = 3;
const long = 4;
const rational = 5;

/** 2×2 grey, little-endian, with camera, GPS, GeoTIFF and maker's notes; the words stand from byte 300. */
function geotagged(): Buffer {
  const bytes = Buffer.alloc(420);
  bytes.write("II*\0", "latin1");
  bytes.writeUInt32LE(16, 4);
  Buffer.from([10, 80, 160, 240]).copy(bytes, 8);
  const picture = [
    tiffEntry(256, short, 1, 2),
    tiffEntry(257, short, 1, 2),
    tiffEntry(258, short, 1, 8),
    tiffEntry(259, short, 1, 1),
    tiffEntry(262, short, 1, 1),
    tiffEntry(271, ascii, 13, 300),
    tiffEntry(273, long, 1, 8),
    tiffEntry(277, short, 1, 1),
    tiffEntry(278, short, 1, 2),
    tiffEntry(279, long, 1, 4),
    tiffEntry(33922, ascii, 13, 320),
    tiffEntry(34665, long, 1, 180),
    tiffEntry(34853, long, 1, 240),
  ];
  tiffDirectory(picture).copy(bytes, 16);
  tiffDirectory([tiffEntry(0x9003, ascii, 20, 380), tiffEntry(0x927c, ascii, 13, 340)]).copy(bytes, 180);
  tiffDirectory([tiffEntry(1, ascii, 2, 0x4e), tiffEntry(2, rational, 3, 360)]).copy(bytes, 240);
  bytes.write("SECRET-MAKER", 300);
  bytes.write("SECRET-PLACE", 320);
  bytes.write("SECRET-NOTES", 340);
  bytes.write("SECRET-LATITUDE", 360);
  bytes.write("2024:05:06 07:08:09", 380);
  return bytes;
}

test("a TIFF loses GPS, camera, notes and GeoTIFF tags with their values, and keeps its picture", async () => {
  const original = geotagged();
  expect(await cameraOfTiff(memorySource(original))).toEqual({
    camera: { make: "SECRET-MAKER", model: null },
    takenAt: "2024-05-06T07:08:09",
  });
  const out = await stripMetadataInMemory(original, "image/tiff");
  expect(out.length).toBe(original.length);
  expect(out.toString("latin1")).not.toMatch(/SECRET|2024/);
  expect(await cameraOfTiff(memorySource(out))).toEqual({});
  expect(await sharp(out).raw().toBuffer()).toEqual(await sharp(original).raw().toBuffer());
});

test("directories that point at each other end", async () => {
  const original = geotagged();
  original.writeUInt32LE(16, 16 + 2 + 13 * 12);
  await expect(stripMetadataInMemory(original, "image/tiff")).resolves.toBeInstanceOf(Buffer);
});

test("a value that claims more than the file is cut at its end", async () => {
  const original = geotagged();
  original.writeUInt32LE(0xffffffff, 16 + 2 + 5 * 12 + 4);
  const out = await stripMetadataInMemory(original, "image/tiff");
  expect(out.length).toBe(original.length);
  expect(out.includes("SECRET")).toBe(false);
});
