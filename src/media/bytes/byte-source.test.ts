import { open, truncate } from "node:fs/promises";
import { expect, test } from "vitest";
import { workFolder } from "../../../test/support/media/work-folder.ts";
import { fileSource, memorySource, readBytesMax } from "./byte-source.ts";

const work = workFolder();

test("reads return the file's bytes at any offset", async () => {
  const bytes = Buffer.from(Array.from({ length: 700_000 }, (_, i) => (i * 7) % 251));
  await using file = await open(await work.file(bytes));
  const source = fileSource(file, bytes.length);
  for (const at of [0, 3, 262_140, 699_990, 5, 400_000]) {
    expect(await source.read(at, 10)).toEqual(bytes.subarray(at, at + 10));
  }
  expect(await source.read(1, 600_000)).toEqual(bytes.subarray(1, 600_001));
});

test("a read past the end or above the size limit is refused before allocating memory", async () => {
  const path = await work.file(Buffer.alloc(0));
  await truncate(path, readBytesMax + 100);
  await using file = await open(path);
  const source = fileSource(file, readBytesMax + 100);
  await expect(source.read(0, readBytesMax + 1)).rejects.toMatchObject({ reason: "damaged" });
  for (const [at, length] of [
    [0, 2 ** 60],
    [readBytesMax + 99, 2],
    [-1, 1],
    [Number.NaN, 1],
  ] as const) {
    await expect(source.read(at, length)).rejects.toMatchObject({ reason: "endsEarly" });
    await expect(memorySource(Buffer.alloc(9)).read(at, length)).rejects.toMatchObject({
      reason: "endsEarly",
    });
  }
});
