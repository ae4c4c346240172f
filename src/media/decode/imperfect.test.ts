import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, expect, test } from "vitest";
import { configureSharp } from "./configure-sharp.ts";
import { decodeRaster } from "./decode-raster.ts";
import { warnings } from "./imperfect.ts";

configureSharp();
const folder = await mkdtemp(join(tmpdir(), "rookery-test-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

const noise = { type: "gaussian", mean: 128, sigma: 30 } as const;
const picture = sharp({ create: { width: 640, height: 480, channels: 3, background: "teal", noise } });
const jpeg = await picture.clone().jpeg().toBuffer();
const progressive = await picture.clone().jpeg({ progressive: true }).toBuffer();
const png = await picture.clone().png().toBuffer();
const cut = (file: Buffer, share: number) => file.subarray(0, Math.floor(file.length * share));

/** The PNG with one bit of its first pixel data's checksum turned. */
function wrongChecksum(file: Buffer): Buffer {
  const at = file.indexOf("IDAT");
  const broken = Buffer.from(file);
  const checksumAt = at + 4 + file.readUInt32BE(at - 4);
  broken.writeUInt8((broken.readUInt8(checksumAt) ^ 1) & 0xff, checksumAt);
  return broken;
}

async function decoded(file: Buffer, mediaType: "image/jpeg" | "image/png") {
  const path = join(folder, "file");
  await writeFile(path, file);
  return decodeRaster(path, mediaType, 400, folder, { pixelsMax: 1e8 });
}

test.each([
  ["a JPEG", jpeg, "image/jpeg"],
  ["a progressive JPEG", progressive, "image/jpeg"],
  ["a PNG", png, "image/png"],
] as const)("%s in order has no warning", async (_, file, type) => {
  expect(await decoded(file, type)).toMatchObject({ width: 640, height: 480, warning: null });
});

test.each([
  ["without its end marker", jpeg.subarray(0, -2)],
  ["without its last per cent", cut(jpeg, 0.99)],
  ["that is progressive, without its end marker", progressive.subarray(0, -2)],
])("a JPEG %s is shown, with a warning at most", async (_, file) => {
  const { pixels, warning } = await decoded(file, "image/jpeg");
  expect(pixels.raw).toMatchObject({ width: 400, height: 300 });
  expect([null, warnings.endsEarly]).toContain(warning);
});

test("a JPEG of any height is shown without its end marker", async () => {
  for (const height of [1, 7, 8, 15, 16, 17, 31, 33, 48, 63, 64, 65]) {
    for (const chromaSubsampling of ["4:2:0", "4:4:4"]) {
      const low = sharp({ create: { width: 80, height, channels: 3, background: "teal", noise } });
      const file = await low.jpeg({ chromaSubsampling }).toBuffer();
      const { pixels, warning } = await decoded(file.subarray(0, -2), "image/jpeg");
      expect(pixels.raw).toMatchObject({ width: 80, height });
      expect([null, warnings.endsEarly]).toContain(warning);
    }
  }
});

test("a JPEG without its last per cent says that its end is missing", async () => {
  expect((await decoded(cut(jpeg, 0.99), "image/jpeg")).warning).toBe(warnings.endsEarly);
});

test("a PNG with a wrong checksum is shown, with a warning", async () => {
  const { pixels, warning } = await decoded(wrongChecksum(png), "image/png");
  expect(pixels.raw).toMatchObject({ width: 400, height: 300 });
  expect(warning).toBe(warnings.checksum);
});

test.each([
  ["a JPEG", jpeg, "image/jpeg"],
  ["a PNG", png, "image/png"],
  ["the first scans of a progressive JPEG", cut(progressive, 0.2), "image/jpeg"],
] as const)("half of %s is refused as incomplete", async (_, file, type) => {
  await expect(decoded(cut(file, 0.5), type)).rejects.toMatchObject({ name: "UnreadablePicture" });
});
