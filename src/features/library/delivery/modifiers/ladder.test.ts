import { expect, test } from "vitest";
import { ladder, snapBox, snapQuality, snapRatio, snapUp } from "./ladder.ts";

test("the ladder goes from 16 to 8192 in about 40 steps, each at most a half more than the one before", () => {
  expect([ladder[0], ladder.at(-1)]).toEqual([16, 8192]);
  expect(ladder.length).toBeLessThanOrEqual(41);
  for (const [i, step] of ladder.entries()) {
    const before = ladder[i - 1] ?? step;
    expect(step / before).toBeLessThanOrEqual(1.5);
    if (i > 0) expect(step).toBeGreaterThan(before);
  }
});

test("the sizes that published clients ask for are kept", () => {
  for (const size of [16, 32, 48, 64, 96, 128, 256, 384, 640, 750, 828, 1080, 1200, 1920, 2048, 3840])
    expect(snapUp(size)).toBe(size);
});

test("other lengths snap up, never down", () => {
  expect([snapUp(1), snapUp(17), snapUp(641), snapUp(8192)]).toEqual([16, 24, 750, 8192]);
});

test.each([
  [16 / 9, 16 / 9],
  [3 / 4, 3 / 4],
  [1, 1],
  [21 / 9, 21 / 9],
  [1.91, 21 / 11],
  [500, 100],
])("the ratio %f becomes %f", (ratio, expected) => {
  expect(snapRatio(ratio)).toBeCloseTo(expected, 10);
});

test("a box keeps its ratio within 4 %, and few boxes are left of all", () => {
  const boxes = new Set<string>();
  for (let width = 100; width <= 1000; width += 7) {
    for (let height = 100; height <= 1000; height += 13) {
      const box = snapBox({ width, height });
      const ratio = (box.width ?? 0) / (box.height ?? 1);
      expect(Math.abs(ratio / (width / height) - 1)).toBeLessThan(0.04);
      expect(Math.max(box.width ?? 0, box.height ?? 0)).toBeGreaterThanOrEqual(Math.max(width, height));
      boxes.add(`${box.width}x${box.height}`);
    }
  }
  expect(boxes.size).toBeLessThan(3000);
});

test("qualities snap up to steps of 5", () => {
  expect([1, 23, 75, 76, 100].map(snapQuality)).toEqual([5, 25, 75, 80, 100]);
});
