import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, expect, test } from "vitest";
import { drawing } from "../../../test/support/media/pictures.ts";
import type { MediaType } from "../sniff/media-type.ts";
import { renderRaster } from "./render-raster.ts";
import type { Transform } from "./transform.ts";

const folder = await mkdtemp(join(tmpdir(), "rookery-render-"));
afterAll(() => rm(folder, { recursive: true }));

// These change nothing, but have their step: it works on pixels.
const noEdits = { edits: { rotate: 0, flip: null, crop: null } } as const;

async function rendered(bytes: Buffer, mediaType: MediaType, transform: Partial<Transform>) {
  const path = join(folder, "file");
  await writeFile(path, bytes);
  const result = await renderRaster({
    path,
    mediaType,
    transform: { fit: "clip", format: "png", quality: 75, ...transform },
    limits: { pixelsMax: 1e8 },
  });
  return sharp(result.bytes).raw().toBuffer({ resolveWithObject: true });
}

const translucent = () => drawing(600, 400).ensureAlpha(0.4);

test.each<[string, MediaType, () => Promise<Buffer>, Partial<Transform>]>([
  ["a photograph", "image/jpeg", () => drawing(600, 400).jpeg().toBuffer(), { width: 300 }],
  [
    "a photograph on its side",
    "image/jpeg",
    () => drawing(600, 400).withMetadata({ orientation: 6 }).jpeg().toBuffer(),
    { width: 150, height: 100, fit: "crop" },
  ],
  [
    "a corner of a photograph",
    "image/jpeg",
    () => drawing(600, 400).jpeg().toBuffer(),
    { width: 100, height: 100, fit: "crop", position: { x: "left", y: "top" } },
  ],
  [
    "a photograph with a colour profile",
    "image/jpeg",
    () => drawing(600, 400).withIccProfile("p3").jpeg({ quality: 95 }).toBuffer(),
    { width: 200 },
  ],
  ["a translucent drawing", "image/png", () => translucent().png().toBuffer(), { width: 300 }],
  ["a translucent drawing as JPEG", "image/webp", () => translucent().webp().toBuffer(), { format: "jpg" }],
  [
    "a drawing of few colours",
    "image/png",
    () => drawing(600, 400).png({ palette: true }).toBuffer(),
    { width: 99 },
  ],
  [
    "deep samples",
    "image/png",
    () => drawing(600, 400).toColourspace("rgb16").png().toBuffer(),
    { width: 99 },
  ],
  ["grey", "image/jpeg", () => drawing(600, 400).greyscale().jpeg().toBuffer(), { width: 200 }],
])(
  "%s looks the same whether it is rendered while it is decoded or from its pixels",
  async (_, type, make, transform) => {
    const bytes = await make();
    const [direct, byPixels] = [
      await rendered(bytes, type, transform),
      await rendered(bytes, type, { ...transform, ...noEdits }),
    ];
    expect(direct.info).toEqual(byPixels.info);
    const apart = direct.data.reduce(
      (sum, value, i) => sum + Math.abs(value - (byPixels.data[i] as number)),
      0,
    );
    expect(apart / direct.data.length).toBeLessThan(1);
  },
);

test("a JPEG that misses its last rows is rendered nevertheless", async () => {
  const whole = await drawing(600, 800).jpeg({ quality: 95 }).toBuffer();
  const { info } = await rendered(whole.subarray(0, whole.length - 20), "image/jpeg", { width: 300 });
  expect([info.width, info.height]).toEqual([300, 400]);
});
