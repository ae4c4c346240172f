import { describe, expect, test } from "vitest";
import { readBmp } from "./read-bmp.ts";

interface Layout {
  width: number;
  height: number;
  bits: number;
  compression?: number;
  table?: number[];
  /** Bytes between the table and the rows. */
  gap?: number;
}

/** A Windows 3 bitmap around the given rows; the table holds colours or masks. */
function bitmap(
  { width, height, bits, compression = 0, table = [], gap = 0 }: Layout,
  rows: number[],
): Buffer {
  const head = Buffer.alloc(54 + table.length * 4 + gap);
  head.write("BM");
  head.writeUInt32LE(head.length, 10);
  head.writeUInt32LE(40, 14);
  head.writeInt32LE(width, 18);
  head.writeInt32LE(height, 22);
  head.writeUInt16LE(1, 26);
  head.writeUInt16LE(bits, 28);
  head.writeUInt32LE(compression, 30);
  if (bits <= 8) head.writeUInt32LE(table.length, 46);
  table.forEach((colour, i) => {
    head.writeUInt32LE(colour, 54 + i * 4);
  });
  return Buffer.concat([head, Buffer.from(rows)]);
}

/** Pixels as rows of hexadecimal RRGGBB. */
function shown(bytes: Buffer): string[] {
  const { width, height, data } = readBmp(bytes, 1000);
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) =>
      data.toString("hex", (y * width + x) * 4, (y * width + x) * 4 + 3),
    ).join(" "),
  );
}

const [black, red, green, blue] = [0x000000, 0xff0000, 0x00ff00, 0x0000ff];
const table = [black, red, green, blue];

test("24 bits, bottom row first, rows padded to four bytes", () => {
  const rows = [0, 0, 255, 0, 255, 0, 0, 0, 255, 0, 0, 255, 255, 255, 0, 0];
  expect(shown(bitmap({ width: 2, height: 2, bits: 24 }, rows))).toEqual(["0000ff ffffff", "ff0000 00ff00"]);
  expect(shown(bitmap({ width: 2, height: -2, bits: 24 }, rows))).toEqual(["ff0000 00ff00", "0000ff ffffff"]);
});

test("1, 4 and 8 bits of odd widths, with a gap before the rows", () => {
  expect(
    shown(bitmap({ width: 3, height: 1, bits: 1, table: [red, blue], gap: 6 }, [0b01000000, 0, 0, 0])),
  ).toEqual(["ff0000 0000ff ff0000"]);
  const four = [0x12, 0x30, 0, 0, 0x32, 0x10, 0, 0];
  expect(shown(bitmap({ width: 3, height: 2, bits: 4, table }, four))).toEqual([
    "0000ff 00ff00 ff0000",
    "ff0000 00ff00 0000ff",
  ]);
  expect(shown(bitmap({ width: 3, height: 1, bits: 8, table }, [1, 2, 9, 0]))).toEqual([
    "ff0000 00ff00 000000",
  ]);
});

test("runs, literals, moves and ends of lines", () => {
  const eight = [2, 1, 1, 2, 0, 0, 0, 3, 1, 2, 3, 0, 0, 1];
  expect(shown(bitmap({ width: 3, height: 2, bits: 8, compression: 1, table }, eight))).toEqual([
    "ff0000 00ff00 0000ff",
    "ff0000 ff0000 00ff00",
  ]);
  const four = [3, 0x12, 0, 0, 0, 2, 1, 0, 2, 0x33, 0, 1];
  expect(shown(bitmap({ width: 3, height: 2, bits: 4, compression: 2, table }, four))).toEqual([
    "000000 0000ff 0000ff",
    "ff0000 00ff00 ff0000",
  ]);
});

test("16 bits, plain and by masks", () => {
  expect(shown(bitmap({ width: 2, height: 1, bits: 16 }, [0x00, 0x7c, 0xe0, 0x03]))).toEqual([
    "ff0000 00ff00",
  ]);
  const masks = { compression: 3, table: [0xf800, 0x07e0, 0x001f] };
  expect(shown(bitmap({ width: 2, height: 1, bits: 16, ...masks }, [0x1f, 0, 0xe0, 0x07]))).toEqual([
    "0000ff 00ff00",
  ]);
});

test("the fourth byte of 32 bits is alpha only when a mask says so", () => {
  const rows = [1, 2, 3, 0];
  expect(readBmp(bitmap({ width: 1, height: 1, bits: 32 }, rows), 10).data.toString("hex")).toBe("030201ff");
  const masks = { compression: 6, table: [0xff, 0xff00, 0xff0000, 0xff000000] };
  expect(
    readBmp(bitmap({ width: 1, height: 1, bits: 32, ...masks }, [1, 2, 3, 4]), 10).data.toString("hex"),
  ).toBe("01020304");
});

describe("what is no picture is refused before memory is taken for it", () => {
  const row = [0, 0, 0, 0];
  test.each([
    ["tooManyPixels", bitmap({ width: 50_000, height: 50_000, bits: 24 }, row)],
    ["endsEarly", bitmap({ width: 3, height: 3, bits: 24 }, row)],
    ["endsEarly", bitmap({ width: 3, height: 3, bits: 8, table }, row)],
    ["endsEarly", bitmap({ width: 3, height: 3, bits: 8, compression: 1, table }, [3, 1])],
    ["empty", bitmap({ width: 0, height: 1, bits: 24 }, row)],
    ["empty", bitmap({ width: -4, height: 1, bits: 24 }, row)],
    ["unsupported", bitmap({ width: 1, height: 1, bits: 24, compression: 4 }, row)],
    ["unsupported", bitmap({ width: 1, height: 1, bits: 7 }, row)],
    ["endsEarly", Buffer.from("BM")],
  ])("%s", (reason, bytes) => {
    expect(() => readBmp(bytes, 1000)).toThrow(expect.objectContaining({ reason }));
  });
});
