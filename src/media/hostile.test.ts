import { execFileSync } from "node:child_process";
import { truncate } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { count } from "../../test/support/counts.ts";
import { uint32 } from "../../test/support/media/containers.ts";
import { drawing, frames, sharedPicture, withPrivateMetadata } from "../../test/support/media/pictures.ts";
import { workFolder } from "../../test/support/media/work-folder.ts";
import { UnreadablePicture } from "./bytes/unreadable-picture.ts";
import { DecodeInterrupted } from "./decode/decode-interrupted.ts";
import { defaultPictureLimits } from "./decode/picture-limits.ts";
import { stripMetadata } from "./metadata/strip-metadata.ts";
import { pngChunk } from "./metadata/strip-png.ts";
import { processPicture } from "./renditions/renditions.ts";
import type { MediaType } from "./sniff/media-type.ts";

const work = workFolder();
const svg = (inside: string) =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">${inside}</svg>`);

async function samples(): Promise<[MediaType, Buffer][]> {
  const picture = withPrivateMetadata(drawing(), 6);
  const animation = await frames();
  return [
    ["image/jpeg", await picture.clone().jpeg().toBuffer()],
    ["image/jpeg", await picture.clone().jpeg({ progressive: true }).toBuffer()],
    ["image/png", await picture.clone().png().toBuffer()],
    ["image/webp", await picture.clone().webp().toBuffer()],
    ["image/avif", await picture.clone().avif().toBuffer()],
    ["image/tiff", await picture.clone().tiff({ compression: "lzw" }).toBuffer()],
    ["image/gif", await animation.clone().gif().toBuffer()],
    ["image/webp", await animation.clone().webp().toBuffer()],
  ];
}

/** The reason of an `UnreadablePicture`, or "read". Any other error fails the test. */
async function outcome(action: Promise<unknown>): Promise<string> {
  count("inputs tried");
  try {
    await action;
    return "read";
  } catch (error) {
    if (error instanceof UnreadablePicture) return error.reason;
    if (error instanceof DecodeInterrupted) return "interrupted";
    throw error;
  }
}

const processed = async (bytes: Uint8Array, mediaType: MediaType, limits = defaultPictureLimits) =>
  outcome(processPicture({ path: await work.file(bytes), mediaType, workDir: await work.inside(), limits }));

const stripped = async (bytes: Uint8Array, mediaType: MediaType) => {
  const path = await work.file(bytes);
  return outcome(stripMetadata(path, mediaType, `${path}.out`));
};

test("a truncated file of any format is unreadable, or refused by stripping (GIF)", async () => {
  const bmp = Buffer.alloc(54);
  bmp.write("BM");
  const cut = (await samples()).map(([type, bytes]): [MediaType, Buffer] => [
    type,
    bytes.subarray(0, bytes.length / 2),
  ]);
  const heic = await sharedPicture("heif.heif");
  if (heic) cut.push(["image/heic", heic.subarray(0, heic.length / 2)]);
  cut.push(["image/bmp", bmp], ["image/svg+xml", svg("<g/>").subarray(0, -8)]);
  for (const [mediaType, bytes] of cut) {
    const outcomes = [await processed(bytes, mediaType), await stripped(bytes, mediaType)];
    expect(
      outcomes.some((reason) => reason !== "read"),
      mediaType,
    ).toBe(true);
    if (mediaType !== "image/gif") expect(outcomes[0], mediaType).not.toBe("read");
  }
});

test("an empty file of any format is unreadable", async () => {
  for (const type of ["jpeg", "png", "webp", "avif", "gif", "tiff", "heic", "bmp", "svg+xml"]) {
    expect(await processed(Buffer.alloc(0), `image/${type}` as MediaType), type).not.toBe("read");
  }
  for (const type of ["image/gif", "image/tiff", "image/heic", "video/mp4", "video/webm"] as const) {
    await stripped(Buffer.alloc(0), type);
  }
});

describe("a small file with a huge picture is refused by its header", () => {
  test("PNG of 50,000 × 50,000", async () => {
    const header = pngChunk("IHDR", Buffer.concat([uint32(50_000, 50_000), Buffer.from([8, 6, 0, 0, 0])]));
    const bomb = Buffer.concat([
      Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
      header,
      pngChunk("IDAT", Buffer.alloc(20)),
    ]);
    expect(await processed(bomb, "image/png")).toBe("tooManyPixels");
  });

  test("GIF of 65,535 × 65,535", async () => {
    const bomb = await drawing().gif().toBuffer();
    const frame = bomb.indexOf(Buffer.from([0x2c, 0, 0, 0, 0, 48, 0, 32, 0]));
    bomb.fill(0xff, 6, 10);
    bomb.fill(0xff, frame + 5, frame + 9);
    expect(await processed(bomb, "image/gif")).toBe("tooManyPixels");
  });

  test("AVIF of 12,000 × 9900, for the memory that its decoder takes", async () => {
    const bomb = await drawing().avif().toBuffer();
    bomb.writeUInt32BE(12_000, bomb.indexOf("ispe") + 8);
    bomb.writeUInt32BE(9900, bomb.indexOf("ispe") + 12);
    expect(await processed(bomb, "image/avif")).toBe("tooMuchMemory");
  });

  test("interlaced PNG of 10,000 × 10,000 with 16 bits, for the memory that its decoder takes", async () => {
    const header = pngChunk("IHDR", Buffer.concat([uint32(10_000, 10_000), Buffer.from([16, 6, 0, 0, 1])]));
    const signature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
    const bomb = Buffer.concat([signature, header, pngChunk("IDAT", Buffer.alloc(20))]);
    expect(await processed(bomb, "image/png")).toBe("tooMuchMemory");
  });

  test("SVG of 10,000,000 × 10,000,000; a poster of 30,000 × 30,000 is drawn small", async () => {
    const square = (edge: number) =>
      Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${edge}" height="${edge}"><g/></svg>`);
    expect(await processed(square(10_000_000), "image/svg+xml")).not.toBe("read");
    expect(await processed(square(30_000), "image/svg+xml")).toBe("read");
  });
});

describe("a decoder that hangs is killed", () => {
  const limits = { ...defaultPictureLimits, decodeTimeoutMs: 1500 };

  test("an SVG with minutes of filters, within the deadline and without leaving a process", async () => {
    const step = '<feMorphology operator="dilate" radius="300"/><feTurbulence numOctaves="50"/>';
    const slow = svg(
      `<filter id="f">${step.repeat(300)}</filter><rect width="99" height="99" filter="url(#f)"/>`,
    );
    const started = performance.now();
    // On a busy machine it does not get its share of the processor, which is no fault of the file.
    expect(["tooSlow", "interrupted"]).toContain(await processed(slow, "image/svg+xml", limits));
    expect(performance.now() - started).toBeLessThan(3000);
    expect(childrenOf(process.pid)).not.toContain("decoder-child");
  });

  test("an SVG whose <use> elements double forty times", async () => {
    const groups = Array.from(
      { length: 40 },
      (_, i) => `<g id="u${i}">${`<use href="#u${i + 1}"/>`.repeat(2)}</g>`,
    );
    const bomb = svg(`<defs>${groups.join("")}<rect id="u40" width="5" height="5"/></defs><use href="#u0"/>`);
    // On a busy machine it does not get its share of the processor, as above.
    expect(["tooSlow", "tooComplex", "interrupted"]).toContain(await processed(bomb, "image/svg+xml"));
  });
});

test.runIf(process.platform === "linux")("a decoder that needs too much memory is stopped", async () => {
  const header = Buffer.alloc(54);
  header.write("BM");
  header.writeUInt32LE(54, 10);
  header.writeUInt32LE(40, 14);
  header.writeInt32LE(10_000, 18);
  header.writeInt32LE(5000, 22);
  header.writeUInt16LE(32, 28);
  const path = await work.file(header);
  // A sparse file of zeros, which takes no disk space.
  await truncate(path, header.length + 4 * 10_000 * 5000);
  const decoded = async (childMemoryMb: number) =>
    outcome(
      processPicture({
        path,
        mediaType: "image/bmp",
        workDir: await work.inside(),
        limits: { ...defaultPictureLimits, childMemoryMb },
      }),
    );
  expect(await decoded(100)).toBe("tooMuchMemory");
  expect(await decoded(defaultPictureLimits.childMemoryMb)).toBe("read");
});

describe("a randomly damaged file is read or refused, without other errors", () => {
  const random = seeded(20261121);
  const mutationsEach = 25;

  test("rasters", { timeout: 60_000 }, async () => {
    for (const [mediaType, bytes] of await samples()) {
      for (let i = 0; i < mutationsEach; i++) {
        const damaged = mutated(bytes, random);
        await processed(damaged, mediaType);
        await stripped(damaged, mediaType);
      }
    }
  });

  test("a HEIC's boxes", async () => {
    const heic = await sharedPicture("heif.heif");
    if (!heic) return expect.soft(heic, "shared pictures are not beside this checkout").toBeNull();
    for (let i = 0; i < 200; i++) await stripped(mutated(heic, random), "image/heic");
    for (let i = 0; i < 5; i++) await processed(mutated(heic, random), "image/heic");
  });
});

function childrenOf(pid: number): string {
  return execFileSync("ps", ["-eo", "ppid,args"])
    .toString()
    .split("\n")
    .filter((line) => line.trim().startsWith(`${pid} `))
    .join();
}

/** Overwrites a few bytes, mostly in the headers. */
function mutated(bytes: Buffer, random: () => number): Buffer {
  const copy = Buffer.from(bytes);
  const zone = random() < 0.7 ? Math.min(600, copy.length) : copy.length;
  for (let i = 1 + random() * 6; i > 0; i--) copy[Math.floor(random() * zone)] = Math.floor(random() * 256);
  return copy;
}

/** Numerical Recipes' linear congruential generator, so that failures can be reproduced. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
