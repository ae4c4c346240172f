import sharp from "sharp";
import { expect, test } from "vitest";
import { tiff } from "../../../test/support/media/tiff.ts";
import { workFolder } from "../../../test/support/media/work-folder.ts";
import { defaultPictureLimits } from "../decode/picture-limits.ts";
import type { MediaType } from "../sniff/media-type.ts";
import { processPicture } from "./renditions.ts";

const work = workFolder();
const red = [220, 30, 30];
const flat = sharp({ create: { width: 64, height: 64, channels: 3, background: "#dc1e1e" } });

/** The colour in the middle of the 400 rendition of a flat picture. */
async function shown(bytes: Uint8Array, mediaType: MediaType): Promise<number[]> {
  const path = await work.file(bytes);
  const { renditions } = await processPicture({
    path,
    mediaType,
    workDir: await work.inside(),
    limits: defaultPictureLimits,
  });
  const rendition = sharp(renditions.find(({ name }) => name === "400")?.path);
  return [...(await rendition.extract({ left: 32, top: 32, width: 1, height: 1 }).raw().toBuffer())];
}

function expectNear(actual: number[], expected: number[]): void {
  const distances = expected.map((value, i) => Math.abs((actual[i] ?? -99) - value));
  expect(Math.max(...distances), `${actual} ~ ${expected}`).toBeLessThanOrEqual(3);
}

/** An AVIF of one colour, whose samples (0–1) are to be read as these code points say. */
async function avif(samples: number[], primaries: number, transfer: number): Promise<Buffer> {
  const pixels = Uint16Array.from({ length: 64 * 64 * 3 }, (_, i) =>
    Math.round((samples[i % 3] as number) * 65_535),
  );
  const bytes = await sharp(pixels, { raw: { width: 64, height: 64, channels: 3 } })
    .toColourspace("rgb16")
    .withIccProfile("p3")
    .avif({ bitdepth: 10, quality: 95, chromaSubsampling: "4:4:4" })
    .toBuffer();
  // sharp writes no code points: they take the place of a profile.
  const at = bytes.indexOf("colr") + 4;
  bytes.write("nclx", at, "latin1");
  bytes.writeUInt16BE(primaries, at + 4);
  bytes.writeUInt16BE(transfer, at + 6);
  bytes.writeUInt16BE(6, at + 8); // the matrix that sharp encodes with
  bytes[at + 10] = 0x80;
  return bytes;
}

test("deep pictures with a profile keep their colours", async () => {
  for (const profile of ["srgb", "p3"]) {
    const deep = flat.clone().toColourspace("rgb16").withIccProfile(profile);
    expectNear(await shown(await deep.clone().png().toBuffer(), "image/png"), red);
    expectNear(await shown(await deep.clone().tiff().toBuffer(), "image/tiff"), red);
    const ten = await deep.clone().avif({ bitdepth: 10, quality: 95, chromaSubsampling: "4:4:4" }).toBuffer();
    expectNear(await shown(ten, "image/avif"), red);
  }
});

test("a deep, transparent picture with a profile keeps its colours", async () => {
  const deep = flat.clone().ensureAlpha(0.5).toColourspace("rgb16").withIccProfile("p3");
  const [r = 0, g = 0, b = 0, alpha = 0] = await shown(await deep.png().toBuffer(), "image/png");
  expectNear([r, g, b, alpha], [...red, 128]);
});

// Expected values are those that Chromium shows.
test.each([
  ["Display P3", 12, 13, [0.7922, 0.2078, 0.1725], red],
  ["BT.2020 of standard range", 9, 13, [0.5, 0.5, 0.5], [128, 128, 128]],
  ["BT.709 of video", 1, 1, [0.5, 0.25, 0.75], [128, 64, 191]],
  ["linear light", 1, 8, [0.5, 0.5, 0.5], [188, 188, 188]],
  ["gamma 2.2", 1, 4, [0.5, 0.5, 0.5], [128, 128, 128]],
])(
  "an AVIF whose code points say %s shows the colours they mean",
  async (_, primaries, transfer, samples, expected) => {
    expectNear(await shown(await avif(samples, primaries, transfer), "image/avif"), expected);
  },
);

test.each([
  ["PQ", 16, [0, 100, 188, 255]],
  ["HLG", 18, [0, 97, 184, 255]],
])(
  "an HDR picture (%s) is tone-mapped: white is no glare, and light beyond it keeps its steps",
  async (_, transfer, expected) => {
    const levels = transfer === 16 ? [0, 0.44, 0.5807, 0.7518] : [0, 0.5, 0.75, 1];
    for (const [i, level] of levels.entries()) {
      const grey = expected[i] as number;
      expectNear(await shown(await avif([level, level, level], 9, transfer), "image/avif"), [
        grey,
        grey,
        grey,
      ]);
    }
  },
);

test("grey and colours of floating point are linear light from 0 to 1", async () => {
  const floats = (samples: number[]) =>
    Buffer.from(
      Float32Array.from({ length: 64 * 64 * samples.length }, (_, i) => samples[i % samples.length] as number)
        .buffer,
    );
  const layout = { width: 64, height: 64, bits: 32, format: 3 as const };
  const grey = tiff(floats([0.5]), { ...layout, samples: 1, photometric: 1 });
  expectNear(await shown(grey, "image/tiff"), [188, 188, 188]);
  const colour = tiff(floats([0.5, 0.25, 0]), { ...layout, samples: 3, photometric: 2 });
  expectNear(await shown(colour, "image/tiff"), [188, 137, 0]);
});
