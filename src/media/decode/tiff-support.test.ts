import sharp from "sharp";
import { expect, test } from "vitest";
import { type TiffLayout, tiff } from "../../../test/support/media/tiff.ts";
import { workFolder } from "../../../test/support/media/work-folder.ts";
import { processPicture } from "../renditions/renditions.ts";
import { defaultPictureLimits } from "./picture-limits.ts";

const work = workFolder();
const rgb = { width: 64, height: 64, samples: 3, bits: 8, photometric: 2 } satisfies TiffLayout;
const grey = { ...rgb, samples: 1, photometric: 1 } satisfies TiffLayout;

async function processed(bytes: Buffer) {
  const path = await work.file(bytes);
  const workDir = await work.inside();
  return processPicture({ path, mediaType: "image/tiff", workDir, limits: defaultPictureLimits });
}

const blank = (layout: TiffLayout) =>
  tiff(
    Buffer.alloc(Math.ceil((layout.width * layout.height * layout.samples * layout.bits) / 8), 200),
    layout,
  );

test.each<[string, TiffLayout]>([
  ["its compression", { ...rgb, compression: 34925 }],
  ["its compression", { ...rgb, compression: 50000 }],
  // libvips would show it as black.
  ["its compression", { ...rgb, compression: 34712, tile: 64 }],
  ["its compression", { ...rgb, compression: 6 }],
  ["tiles with separate colour planes", { ...rgb, planar: true, tile: 64 }],
  ["more than five channels", { ...rgb, samples: 6, extra: [2, 0, 0] }],
  ["its bit depth", { ...rgb, bits: 64, format: 3 }],
  ["its bit depth", { ...grey, bits: 12 }],
  ["its bit depth", { ...grey, bits: 32 }],
  ["its bit depth", { ...grey, bits: 64, format: 6 }],
  ["its bit depth", { ...rgb, bits: 16, format: 2 }],
  ["its colour space", { ...rgb, photometric: 8 }],
  ["its colour space", { ...rgb, photometric: 9 }],
  ["its colour space", { ...rgb, photometric: 32845 }],
])(
  "a TIFF that is not read for %s says so and what to do, and is not called damaged",
  async (why, layout) => {
    const failure = await processed(blank(layout)).catch((error) => error);
    expect(failure).toMatchObject({ name: "UnreadablePicture" });
    expect(failure.message).toMatch(
      new RegExp(`^This kind of TIFF is not supported \\(${why}\\)\\. .+ and upload it again\\.$`),
    );
  },
);

test.each<[string, TiffLayout]>([
  ["16 bits", { ...grey, bits: 16 }],
  ["4 bits", { ...grey, bits: 4 }],
  ["floating point", { ...rgb, bits: 32, format: 3 }],
  ["ink", { ...rgb, samples: 4, photometric: 5 }],
])("a TIFF with %s is read", async (_, layout) => {
  expect(await processed(blank(layout))).toMatchObject({ width: 64, height: 64, warning: null });
});

test("a TIFF with transparency and a mask keeps its colours", async () => {
  const pixels = Buffer.from(Array.from({ length: 64 * 64 }, () => [200, 100, 50, 255, 0]).flat());
  const { renditions } = await processed(tiff(pixels, { ...rgb, samples: 5, extra: [2, 0] }));
  const { data } = await sharp(renditions[0]?.path).raw().toBuffer({ resolveWithObject: true });
  const [r = 0, g = 0, b = 0] = data;
  expect(Math.max(Math.abs(r - 200), Math.abs(g - 100), Math.abs(b - 50))).toBeLessThan(4);
});
