import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import readExif from "exif-reader";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { box, uint32 } from "../../../test/support/media/containers.ts";
import {
  drawing,
  frames,
  secrets,
  sharedPicture,
  withPrivateMetadata,
} from "../../../test/support/media/pictures.ts";
import type { MediaType } from "../sniff/media-type.ts";
import { stripMetadata } from "./strip-metadata.ts";
import { pngChunk } from "./strip-png.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rookery-strip-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function stripped(bytes: Buffer, mediaType: MediaType): Promise<Buffer> {
  const path = join(folder, "original");
  const outPath = join(folder, "stripped");
  await writeFile(path, bytes);
  return (await stripMetadata(path, mediaType, outPath)) === "same" ? bytes : readFile(outPath);
}

/** Every frame, as it is stored, without conversions. */
const pixels = (bytes: Buffer) => sharp(bytes, { animated: true }).raw().toBuffer();

describe("no secret is left, and no pixel changes", () => {
  const encoded = {
    "image/jpeg": () => withPrivateMetadata(drawing(), 6).jpeg(),
    "image/png": () => withPrivateMetadata(drawing(), 6).png(),
    "image/webp": () => withPrivateMetadata(drawing(), 6).webp(),
    "image/tiff": () => withPrivateMetadata(drawing(), 6).tiff(),
    "image/avif": () => withPrivateMetadata().avif(),
  };
  test.each(Object.entries(encoded))("%s", async (mediaType, make) => {
    const original = await make().toBuffer();
    expect(secrets.some((secret) => original.includes(secret))).toBe(true);

    const out = await stripped(original, mediaType as MediaType);

    expect(secrets.filter((secret) => out.includes(secret))).toEqual([]);
    const before = await sharp(original).metadata();
    const after = await sharp(out).metadata();
    expect(after.orientation).toBe(before.orientation);
    expect(after.icc).toEqual(before.icc);
    expect(after.xmpAsString ?? "").not.toContain("rdf");
    const exif = after.exif ? readExif(after.exif) : undefined;
    expect(exif?.GPSInfo ?? exif?.Photo).toBeUndefined();
    expect(Object.keys(exif?.Image ?? {}).filter((tag) => tag !== "Orientation")).toEqual([]);
    expect(await pixels(out)).toEqual(await pixels(original));
  });
});

test("a photograph with its place comes out without it", async () => {
  const original = await sharedPicture("DSCN0010.jpg");
  if (!original) return expect.soft(original, "shared pictures are not beside this checkout").toBeNull();
  expect(readExif((await sharp(original).metadata()).exif as Buffer).GPSInfo?.GPSLatitude).toBeDefined();
  const out = await stripped(original, "image/jpeg");
  const { exif, xmp } = await sharp(out).metadata();
  expect([exif, xmp]).toEqual([undefined, undefined]);
  for (const word of ["Exif", "NIKON", "xpacket", "WGS-84"]) expect(out.includes(word)).toBe(false);
  expect(await pixels(out)).toEqual(await pixels(original));
});

test("a HEIC loses its EXIF and XMP in place, and its picture does not move", async () => {
  const original = await sharedPicture("heif.heif");
  if (!original) return expect.soft(original, "shared pictures are not beside this checkout").toBeNull();
  expect(original.includes("ExifTool")).toBe(true);
  const out = await stripped(original, "image/heic");
  expect(out.length).toBe(original.length);
  expect(out.includes("ExifTool")).toBe(false);
  const { exif, xmpAsString } = await sharp(out).metadata();
  expect(readExif(exif as Buffer)).toEqual({ bigEndian: true, Image: {} });
  expect(xmpAsString ?? "").not.toContain("rdf");
});

test("what follows a JPEG's end (a second picture, a motion photo) is cut off", async () => {
  const plain = await drawing().jpeg().toBuffer();
  const out = await stripped(
    Buffer.concat([plain, await withPrivateMetadata().jpeg().toBuffer()]),
    "image/jpeg",
  );
  expect(out).toEqual(plain);
});

test("a JPEG loses comments, IPTC and previews between its scans too", async () => {
  const plain = await drawing().jpeg({ progressive: true }).toBuffer();
  const segment = (marker: number) => {
    const text = Buffer.from("SECRET-PLACE");
    return Buffer.concat([Buffer.from([0xff, marker, 0, text.length + 2]), text]);
  };
  const secondTable = plain.lastIndexOf(Buffer.from([0xff, 0xc4]));
  const original = Buffer.concat([
    plain.subarray(0, 2),
    segment(0xed),
    segment(0xe5),
    plain.subarray(2, secondTable),
    segment(0xfe),
    segment(0xe2),
    plain.subarray(secondTable),
  ]);
  expect(await stripped(original, "image/jpeg")).toEqual(plain);
});

test("an APNG keeps its frames and loses text, time and editors' chunks", async () => {
  const plain = await drawing().png().toBuffer();
  const beforeData = plain.indexOf("IDAT") - 4;
  const control = Buffer.concat([
    pngChunk("acTL", uint32(1, 0)),
    pngChunk("fcTL", Buffer.concat([uint32(0, 48, 32, 0, 0), Buffer.from([0, 1, 0, 10, 0, 0])])),
  ]);
  const secret = ["tEXt", "zTXt", "iTXt", "tIME", "prVW", "caBX"].map((name) =>
    pngChunk(name, Buffer.from("SECRET-PLACE")),
  );
  const around = (...middle: Buffer[]) =>
    Buffer.concat([plain.subarray(0, beforeData), ...middle, plain.subarray(beforeData)]);
  const out = await stripped(
    Buffer.concat([around(control, ...secret), Buffer.from("SECRET-PLACE")]),
    "image/png",
  );
  expect(out).toEqual(around(control));
});

test("a GIF keeps frames, timing and looping, and loses comments and XMP", async () => {
  const plain = await (await frames()).gif({ loop: 3, delay: 120 }).toBuffer();
  const text = Buffer.from("SECRET-PLACE");
  const block = Buffer.concat([Buffer.from([text.length]), text, Buffer.from([0])]);
  const comment = Buffer.concat([Buffer.from([0x21, 0xfe]), block]);
  const xmp = Buffer.concat([Buffer.from([0x21, 0xff, 11]), Buffer.from("XMP DataXMP"), block]);
  const end = plain.length - 1;
  const out = await stripped(
    Buffer.concat([plain.subarray(0, end), comment, xmp, plain.subarray(end), comment]),
    "image/gif",
  );
  expect(out).toEqual(plain);
  expect((await sharp(out).metadata()).loop).toBe(3);
});

test("an animated WebP keeps every frame", async () => {
  const plain = await (await frames()).webp({ lossless: true }).toBuffer();
  const text = Buffer.concat([Buffer.from("XMP \x0c\0\0\0"), Buffer.from("SECRET-PLACE")]);
  const original = Buffer.concat([plain, text]);
  original.writeUInt32LE(original.length - 8, 4);
  original[20] = (original[20] ?? 0) | 0x04;
  const out = await stripped(original, "image/webp");
  expect(out).toEqual(plain);
});

test("metadata boxes around an AVIF's picture are emptied", async () => {
  const plain = await drawing().avif().toBuffer();
  const out = await stripped(Buffer.concat([plain, box("uuid", Buffer.from("SECRET-PLACE"))]), "image/avif");
  expect(out.includes("SECRET-PLACE")).toBe(false);
  expect(await pixels(out)).toEqual(await pixels(plain));
});

test("a file with nothing private is left as it is, and nothing is written", async () => {
  const path = join(folder, "plain");
  for (const format of ["jpeg", "png", "gif", "avif"] as const) {
    await writeFile(path, await drawing().toFormat(format).toBuffer());
    expect(await stripMetadata(path, `image/${format}`, join(folder, "never"))).toBe("same");
  }
  for (const mediaType of ["image/svg+xml", "image/bmp", "application/pdf"] as const) {
    expect(await stripMetadata(path, mediaType, join(folder, "never"))).toBe("same");
  }
  await expect(readFile(join(folder, "never"))).rejects.toThrow("ENOENT");
});
