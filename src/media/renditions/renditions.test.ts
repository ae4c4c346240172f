import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { decode as decodeBlurhash } from "blurhash";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { drawing, frames, sharedPath, withPrivateMetadata } from "../../../test/support/media/pictures.ts";
import { workFolder } from "../../../test/support/media/work-folder.ts";
import { defaultPictureLimits } from "../decode/picture-limits.ts";
import type { MediaType } from "../sniff/media-type.ts";
import { type ProcessedPicture, processPicture, renderSize } from "./renditions.ts";

const work = workFolder();

async function processed(bytes: Uint8Array, mediaType: MediaType): Promise<ProcessedPicture> {
  return processPicture({
    path: await work.file(bytes),
    mediaType,
    workDir: await work.inside(),
    limits: defaultPictureLimits,
  });
}

async function sizes({ renditions }: ProcessedPicture): Promise<Record<string, string>> {
  const entries = renditions.map(async ({ name, path, bytes, width, height }) => {
    const file = await readFile(path);
    expect(file.length).toBe(bytes);
    const metadata = await sharp(file).metadata();
    expect([metadata.format, metadata.width, metadata.height]).toEqual(["webp", width, height]);
    return [name, `${width}×${height}`];
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** The colour at the centre of the 400 rendition. */
async function middle({ renditions }: ProcessedPicture): Promise<number[]> {
  const path = renditions.find(({ name }) => name === "400")?.path ?? "";
  const { data, info } = await sharp(path).raw().toBuffer({ resolveWithObject: true });
  const at = (Math.floor(info.height / 2) * info.width + Math.floor(info.width / 2)) * info.channels;
  return [...data.subarray(at, at + 3)];
}

function near(actual: number[], expected: number[]): void {
  expect(
    actual.every((value, i) => Math.abs(value - (expected[i] ?? -99)) <= 12),
    `${actual} ~ ${expected}`,
  ).toBe(true);
}

describe("every raster format gives dimensions, a blurhash and three renditions", () => {
  test.each(["jpeg", "png", "webp", "avif", "tiff", "gif"] as const)("%s", async (format) => {
    const picture = await processed(await drawing(1200, 900).toFormat(format).toBuffer(), `image/${format}`);
    expect(picture).toMatchObject({ width: 1200, height: 900, animated: false });
    expect(await sizes(picture)).toEqual({ "800": "800×600", "400": "400×300", blurred: "400×300" });
    expect(decodeBlurhash(picture.blurhash, 4, 3)).toHaveLength(48);
  });

  test.each([
    ["heif.heif", "image/heic", "640×426"],
    ["8-bpp.bmp", "image/bmp", "512×512"],
    ["DSCN0010.jpg", "image/jpeg", "640×480"],
    ["landscape_6.jpg", "image/jpeg", "600×450"],
    ["landscape_3.jpg", "image/jpeg", "600×450"],
    ["fox.profile0.8bpc.yuv420.avif", "image/avif", "800×532"],
    ["gif.gif", "image/gif", "492×229"],
  ] as const)("%s", async (name, mediaType, size) => {
    const path = sharedPath(name);
    if (!existsSync(path))
      return expect.soft(path, "shared pictures are not beside this checkout").toBe(path);
    const picture = await processPicture({
      path,
      mediaType,
      workDir: await work.inside(),
      limits: defaultPictureLimits,
    });
    expect((await sizes(picture))["800"]).toBe(size);
    expect(picture.animated).toBe(mediaType === "image/gif");
  });
});

test("dimensions and renditions are upright", async () => {
  const picture = await processed(
    await withPrivateMetadata(drawing(1200, 900), 6).jpeg().toBuffer(),
    "image/jpeg",
  );
  expect(picture).toMatchObject({ width: 900, height: 1200, camera: { camera: { make: "Rook" } } });
  expect(await sizes(picture)).toEqual({ "800": "600×800", "400": "300×400", blurred: "300×400" });
});

test("renditions have no metadata", async () => {
  const { renditions } = await processed(await withPrivateMetadata().jpeg().toBuffer(), "image/jpeg");
  for (const { path } of renditions) {
    const { exif, xmp, icc, iptc } = await sharp(path).metadata();
    expect([exif, xmp, icc, iptc]).toEqual([undefined, undefined, undefined, undefined]);
  }
});

test("a small picture is not enlarged", async () => {
  const picture = await processed(await drawing(48, 32).png().toBuffer(), "image/png");
  expect(await sizes(picture)).toEqual({ "800": "48×32", "400": "48×32", blurred: "48×32" });
});

test("colours of other profiles are converted to sRGB", async () => {
  const create = { width: 60, height: 60, channels: 3 as const, background: "#c83c28" };
  for (const format of ["jpeg", "png"] as const) {
    const p3 = await sharp({ create }).withIccProfile("p3").toFormat(format).toBuffer();
    expect((await sharp(p3, { ignoreIcc: true }).raw().toBuffer())[0]).toBeLessThan(192);
    near(await middle(await processed(p3, `image/${format}`)), [200, 60, 40]);
  }
});

test("CMYK, 16-bit, grey with alpha, palette and interlaced pictures keep their colours", async () => {
  const create = { width: 60, height: 60, channels: 4 as const, background: "#c83c28" };
  const red = sharp({ create });
  const grey = sharp({ create: { ...create, background: { r: 90, g: 90, b: 90, alpha: 1 } } });
  const cmyk = await red.clone().toColourspace("cmyk").jpeg({ quality: 95 }).toBuffer();
  expect((await sharp(cmyk).metadata()).space).toBe("cmyk");
  expect((await middle(await processed(cmyk, "image/jpeg")))[0]).toBeGreaterThan(170);
  near(
    await middle(await processed(await red.clone().toColourspace("rgb16").png().toBuffer(), "image/png")),
    [200, 60, 40],
  );
  near(
    await middle(await processed(await grey.clone().toColourspace("b-w").png().toBuffer(), "image/png")),
    [90, 90, 90],
  );
  near(
    await middle(await processed(await red.clone().png({ palette: true }).toBuffer(), "image/png")),
    [200, 60, 40],
  );
  near(
    await middle(await processed(await red.clone().png({ progressive: true }).toBuffer(), "image/png")),
    [200, 60, 40],
  );
});

test("extreme proportions keep at least one pixel", async () => {
  for (const [width, height, shape] of [
    [1, 1, "1×1"],
    [1, 10_000, "1×800"],
    [10_000, 1, "800×1"],
  ] as const) {
    const picture = await processed(await drawing(width, height).png().toBuffer(), "image/png");
    expect([picture.width, picture.height]).toEqual([width, height]);
    expect((await sizes(picture))["800"]).toBe(shape);
  }
});

test("an animation shows its first frame, and is marked as animated", async () => {
  for (const format of ["gif", "webp"] as const) {
    const picture = await processed(await (await frames()).toFormat(format).toBuffer(), `image/${format}`);
    expect(picture).toMatchObject({ width: 20, height: 10, animated: true });
    near(await middle(picture), [255, 0, 0]);
  }
});

describe("SVG", () => {
  const svg = (inside: string, attributes = 'viewBox="0 0 20 10"') =>
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${inside}</svg>`);

  test("is drawn to fit, independent of its natural size", async () => {
    for (const attributes of [
      'viewBox="0 0 20 10"',
      'width="20" height="10"',
      'width="6000" height="3000"',
    ]) {
      const picture = await processed(
        svg('<rect width="100%" height="100%" fill="#0000ff"/>', attributes),
        "image/svg+xml",
      );
      expect(picture.width).toBe(attributes.includes("6000") ? 6000 : 20);
      expect(await sizes(picture)).toEqual({ "800": "800×400", "400": "400×200", blurred: "400×200" });
      near(await middle(picture), [0, 0, 255]);
    }
  });

  test("reads no other files", async () => {
    const secret = await work.file(await drawing(60, 60).png().toBuffer());
    const inside = `<image href="file://${secret}" width="20" height="10"/><image href="${secret}" width="20" height="10"/>`;
    const picture = await processed(svg(inside), "image/svg+xml");
    const { channels } = await sharp(picture.renditions[0]?.path).stats();
    expect(channels.at(-1)?.max).toBe(0);
  });
});

test("a size rendered on its first request is never enlarged", async () => {
  const path = await work.file(await drawing(2000, 1000).jpeg().toBuffer());
  const render = async (size: number) =>
    renderSize(
      { path, mediaType: "image/jpeg", workDir: await work.inside(), limits: defaultPictureLimits },
      size,
    );
  expect(await render(1600)).toMatchObject({ width: 1600, height: 800 });
  expect(await render(2400)).toMatchObject({ width: 2000, height: 1000 });
});
