// Run by uploading.ts as a process of its own: what a picture needs, by hand and by sharp alone, two at a time, with no
// server around. Decoded once at a fraction of its size; 800 and 400 pixels, the blurred one, and a blurhash.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encode } from "blurhash";
import pLimit from "p-limit";
import sharp, { type OutputInfo, type Sharp } from "sharp";

const [path = "", times = ""] = process.argv.slice(2);
sharp.cache(false);
sharp.concurrency(1); // a thread per picture, and two pictures: faster on two cores than two threads each

const folder = await mkdtemp(join(tmpdir(), "rookery-bench-"));
await makeAll(0);
const twoAtATime = pLimit(2);
const startedAt = performance.now();
await Promise.all(Array.from({ length: Number(times) }, (_, n) => twoAtATime(() => makeAll(n))));
console.log(performance.now() - startedAt);
await rm(folder, { recursive: true });

async function makeAll(n: number): Promise<void> {
  await sharp(path).metadata();
  const large = await pixels(sharp(path).autoOrient().resize(800, 800, { fit: "inside" }));
  const small = await pixels(of(large).resize(400, 400, { fit: "inside" }));
  const tiny = await pixels(of(small).resize(24, 24, { fit: "inside" }));
  const { width, height } = small.info;
  await Promise.all([
    of(large)
      .webp({ quality: 84, effort: 2 })
      .toFile(join(folder, `${n}-800.webp`)),
    of(small)
      .webp({ quality: 84, effort: 2 })
      .toFile(join(folder, `${n}-400.webp`)),
    of(tiny)
      .resize(width, height, { fit: "fill", kernel: "cubic" })
      .blur(8)
      .webp({ quality: 40, effort: 2 })
      .toFile(join(folder, `${n}-blurred.webp`)),
    pixels(of(small).resize(32, 32, { fit: "inside" }).ensureAlpha()).then(({ data, info }) =>
      encode(new Uint8ClampedArray(data), info.width, info.height, 4, 3),
    ),
  ]);
}

type Pixels = { data: Buffer; info: OutputInfo };

function pixels(picture: Sharp): Promise<Pixels> {
  return picture.raw().toBuffer({ resolveWithObject: true });
}

function of({ data, info: { width, height, channels } }: Pixels): Sharp {
  return sharp(data, { raw: { width, height, channels } });
}
