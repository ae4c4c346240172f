import { expect, test } from "vitest";
import { tiffDirectory, tiffEntry } from "../../../test/support/media/containers.ts";
import { type ByteSource, memorySource } from "../bytes/byte-source.ts";
import type { Edit } from "./edit.ts";
import { stripIco } from "./strip-ico.ts";
import { stripRaw } from "./strip-raw.ts";
import { stripTiff } from "./strip-tiff.ts";

const [ascii, long] = [2, 4];
const entriesMax = 65_535;

/** A source that counts the bytes that are read. */
function counting(bytes: Buffer) {
  const source = memorySource(bytes);
  let read = 0;
  const counted: ByteSource = {
    size: source.size,
    read(at, length) {
      read += length;
      return source.read(at, length);
    },
  };
  return { source: counted, bytesRead: () => read };
}

function bytesWritten(edit: Edit): number {
  if (!("patches" in edit)) throw new Error("Patches expected");
  return edit.patches.reduce(
    (sum, patch) => sum + (Buffer.isBuffer(patch.with) ? patch.with.length : patch.with),
    0,
  );
}

/** A TIFF whose first directory has as many entries as there can be, all of them the same. */
function repeating(entry: Buffer, tail = Buffer.alloc(0)): Buffer {
  const head = Buffer.from("II*\0\x08\0\0\0", "latin1");
  return Buffer.concat([head, tiffDirectory(Array<Buffer>(entriesMax).fill(entry)), tail]);
}
const firstDirectory = 8;

test.each([
  ["TIFF", stripTiff, 271],
  ["raw photograph", stripRaw, 315],
] as const)(
  "a %s that names all of itself in each of 65,535 entries is blanked once",
  async (_, strip, tag) => {
    const file = repeating(tiffEntry(tag, ascii, 700_000, 0));
    expect(bytesWritten(await strip(memorySource(file)))).toBeLessThan(2.5 * file.length);
  },
);

test.each([
  ["TIFF", stripTiff, 34665],
  ["raw photograph", stripRaw, 34853],
] as const)(
  "a %s whose directory names itself in each of 65,535 entries is read a few times",
  async (_, strip, tag) => {
    const file = repeating(tiffEntry(tag, long, 1, firstDirectory));
    const { source, bytesRead } = counting(file);
    await strip(source).catch((error) => expect(error).toMatchObject({ reason: "tooComplex" }));
    expect(bytesRead()).toBeLessThan(20 * file.length);
  },
);

test("a TIFF whose directories overlap has a bounded number of entries", async () => {
  // Each begins within the one before, and has 65,535 entries.
  const first = 10_000;
  const starts = Array.from({ length: 300 }, (_, i) => first + 12 * i);
  const list = Buffer.alloc(4 * starts.length);
  starts.forEach((at, i) => {
    list.writeUInt32LE(at, 4 * i);
  });
  const file = Buffer.alloc(900_000);
  file.write("II*\0\x08", "latin1");
  tiffDirectory([tiffEntry(330, long, starts.length, 100)]).copy(file, firstDirectory);
  list.copy(file, 100);
  file.fill(0xff, first, first + 12 * starts.length);
  await expect(stripTiff(memorySource(file))).rejects.toMatchObject({ reason: "tooComplex" });
});

test("an icon whose entries name one picture again and again is refused", async () => {
  const count = 1000;
  const entry = Buffer.alloc(16);
  entry.writeUInt32LE(500_000, 8);
  entry.writeUInt32LE(6 + 16 * count, 12);
  const head = Buffer.from([0, 0, 1, 0, count & 255, count >> 8]);
  const picture = Buffer.alloc(500_000);
  const file = Buffer.concat([head, ...Array<Buffer>(count).fill(entry), picture]);
  await expect(stripIco(memorySource(file))).rejects.toMatchObject({ reason: "damaged" });
});

test("XMP packets that begin within each other are blanked once", async () => {
  const file = Buffer.from(
    `II*\0\0\0\0\0${"<x:xmpmeta".repeat(900)}${" ".repeat(100_000)}</x:xmpmeta>`,
    "latin1",
  );
  const edit = await stripRaw(memorySource(file));
  expect(bytesWritten(edit)).toBe(file.length - 8);
});
