import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { expect, test } from "vitest";
import {
  animatedAvif,
  icon,
  jpeg2000,
  jpeg2000File,
  jpegXl,
  jpegXlFile,
  photoshop,
  rawPhoto,
  square,
} from "../../../test/support/media/formats.ts";
import { drawing } from "../../../test/support/media/pictures.ts";
import { workFolder } from "../../../test/support/media/work-folder.ts";
import { processPicture } from "../renditions/renditions.ts";
import { sniffMediaType } from "../sniff/sniff-media-type.ts";
import { defaultPictureLimits } from "./picture-limits.ts";

const work = workFolder();
/** Halves of two colours, so that a turn or a swapped channel is seen. */
const picture = sharp(
  Buffer.from(
    '<svg width="60" height="40"><rect width="60" height="40" fill="#c02010"/><rect width="30" height="40" fill="#1040e0"/></svg>',
  ),
).removeAlpha();

async function processed(bytes: Buffer) {
  const mediaType = sniffMediaType(bytes);
  if (!mediaType) throw new Error("unknown type");
  const result = await processPicture({
    path: await work.file(bytes),
    mediaType,
    workDir: await work.inside(),
    limits: defaultPictureLimits,
  });
  const large = result.renditions.find(({ name }) => name === "800");
  const { data, info } = await sharp(await readFile(large?.path ?? ""))
    .raw()
    .toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => {
    const from = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels;
    return [...data.subarray(from, from + 3)];
  };
  return { mediaType, ...result, at };
}

const near = (colour: number[], expected: number[]) =>
  colour.every((value, i) => Math.abs(value - (expected[i] ?? 0)) < 24);
const [blue, red] = [
  [0x10, 0x40, 0xe0],
  [0xc0, 0x20, 0x10],
] as const;

test.each([
  ["a bare JPEG XL", "image/jxl", () => jpegXl(picture.clone())],
  ["a JPEG XL in its container", "image/jxl", async () => jpegXlFile(await jpegXl(picture.clone()))],
  ["a bare JPEG 2000", "image/j2c", () => jpeg2000(picture.clone())],
  ["a JPEG 2000 file", "image/jp2", async () => jpeg2000File(await jpeg2000(picture.clone()), 60, 40)],
  ["a Photoshop file", "image/vnd.adobe.photoshop", () => photoshop(picture.clone())],
  [
    "a Photoshop file with packed rows",
    "image/vnd.adobe.photoshop",
    () => photoshop(picture.clone(), { packed: true }),
  ],
  ["an animated AVIF", "image/avif", () => animatedAvif(picture.clone())],
  ["a raw photograph", "image/x-adobe-dng", () => rawPhoto(picture.clone())],
] as const)("%s is shown with its size and its colours", async (_, mediaType, make) => {
  const result = await processed(await make());
  expect(result).toMatchObject({ mediaType, width: 60, height: 40 });
  expect([near(result.at(0.1, 0.5), [...blue]), near(result.at(0.9, 0.5), [...red])]).toEqual([true, true]);
  expect(result.animated).toBe(mediaType === "image/avif");
});

test("the largest picture of an icon is shown", async () => {
  const file = icon(await square(picture, 16), await square(picture, 64), await square(picture, 32));
  expect(await processed(file)).toMatchObject({
    mediaType: "image/vnd.microsoft.icon",
    width: 64,
    height: 64,
  });
});

test("the preview of a raw photograph is upright, and its camera is told", async () => {
  const result = await processed(await rawPhoto(picture.clone(), 6));
  expect(result).toMatchObject({
    width: 40,
    height: 60,
    camera: { camera: { make: null, model: "Nest 1" }, takenAt: "2024-05-06T07:08:09" },
  });
  expect(near(result.at(0.5, 0.1), [...blue])).toBe(true);
});

test("a raw photograph without a preview says what to do", async () => {
  const raw = await rawPhoto(drawing());
  for (
    let at = raw.indexOf("\xff\xd8\xff", 0, "latin1");
    at >= 0;
    at = raw.indexOf("\xff\xd8\xff", 0, "latin1")
  )
    raw[at] = 0;
  await expect(processed(raw)).rejects.toMatchObject({ reason: "noPreview" });
});

test("a file that is cut off, or says more than it has, is unreadable in every format", async () => {
  const files = [
    jpegXlFile(await jpegXl(picture.clone())),
    await jpegXl(picture.clone()),
    jpeg2000File(await jpeg2000(picture.clone()), 60, 40),
    await photoshop(picture.clone()),
    await photoshop(picture.clone(), { packed: true }),
    icon(await square(picture, 16)),
    await rawPhoto(picture.clone()),
  ];
  for (const file of files) {
    for (const bytes of [file.subarray(0, 64), file.subarray(0, file.length / 2)])
      await expect(processed(bytes), bytes.toString("latin1", 0, 12)).rejects.toMatchObject({
        name: "UnreadablePicture",
      });
  }
});
