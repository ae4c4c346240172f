import { expect, test } from "vitest";
import { grouped, groupsOf, headingHeight } from "./grouped.ts";
import { justified, type Layout, rowsAway, squares } from "./layout.ts";

const room = { found: 1_003, width: 1_000, density: "medium", captionHeight: 28 } as const;
const ratios = [1.5, 0.7, 1, 2.4, 0.1, 9, 1.33];
const dates = [
  { date: "2024-06", count: 1 },
  { date: "2024-05", count: 700 },
  { date: "2023-01", count: 12 },
  { date: null, count: 290 },
];
const layouts: [string, Layout][] = [
  ["squares", squares(room)],
  ["rows", justified(room, (position) => ratios[position % ratios.length] as number)],
  ["groups of squares", grouped(dates, (found) => squares({ ...room, found }))],
  [
    "groups of rows",
    grouped(dates, (found, first) =>
      justified({ ...room, found }, (position) => ratios[(first + position) % ratios.length] as number),
    ),
  ],
];

const headingAt = (layout: Layout, row: number) => (row < layout.rows ? layout.heading?.(row) : undefined);

test.each(layouts)("%s contain every asset once and in order, in rows that do not overlap", (_, layout) => {
  let next = 0;
  for (let row = 0; row < layout.rows; row++) {
    const { first, count } = layout.span(row);
    expect(first).toBe(next);
    expect(count).toBeGreaterThan(0);
    expect(layout.rowOf(first)).toBe(row);
    expect(layout.rowOf(first + count - 1)).toBe(row);
    expect(layout.rowAt(layout.top(row))).toBe(row);
    const below = headingAt(layout, row + 1)?.top ?? layout.top(row + 1);
    expect(layout.rowAt(below - 1)).toBe(row);
    next = first + count;
  }
  expect(next).toBe(room.found);
  expect(layout.top(layout.rows)).toBe(layout.height);
});

test.each(layouts)("%s fill the width of every row except the last, and none is wider", (_, layout) => {
  for (let row = 0; row < layout.rows; row++) {
    const { first, count } = layout.span(row);
    let width = layout.gap * (count - 1);
    for (let at = first; at < first + count; at++) width += layout.size(at).width;
    expect(width).toBeLessThanOrEqual(room.width + 0.01);
    const isLast = row === layout.rows - 1 || headingAt(layout, row + 1) !== undefined;
    if (!isLast) expect(width).toBeGreaterThan(room.width - layout.gap);
  }
});

test("a grid without a width also has rows", () => {
  expect(justified({ ...room, width: 0 }, () => 1).rows).toBe(room.found);
  expect(squares({ ...room, width: 0 }).rows).toBeGreaterThan(0);
});

test("rows keep proportions, except of extremely wide or tall pictures", () => {
  const [, layout] = layouts[1] as [string, Layout];
  for (const [position, ratio] of ratios.entries()) {
    const { width, height } = layout.size(position);
    const isExtreme = ratio > 3.2 || ratio < 0.45;
    if (isExtreme) expect(width / height).not.toBeCloseTo(ratio);
    else expect(width / height).toBeCloseTo(ratio);
  }
});

test.each(layouts)(
  "up and down in %s lead to a neighbouring row, and stop at the first and last",
  (_, layout) => {
    let at = Math.min(2, layout.span(0).count - 1);
    for (let row = 1; row < layout.rows; row++) {
      at = rowsAway(layout, at, 1);
      expect(layout.rowOf(at)).toBe(row);
    }
    expect(rowsAway(layout, at, 1)).toBe(at);
    expect(rowsAway(layout, at, 5)).toBe(room.found - 1);
    expect(layout.rowOf(rowsAway(layout, at, -1_000))).toBe(0);
  },
);

test("each group begins with a heading above its first row", () => {
  const [, layout] = layouts[2] as [string, Layout];
  let first = 0;
  for (const [group, { count }] of dates.entries()) {
    const row = layout.rowOf(first);
    expect(layout.heading?.(row)).toEqual({ group, top: layout.top(row) - headingHeight });
    expect(layout.span(row).first).toBe(first);
    first += count;
  }
  const headed = Array.from({ length: layout.rows }, (_, row) => layout.heading?.(row)).filter(Boolean);
  expect(headed).toHaveLength(dates.length);
});

test("groups are in the list's order, what has no date comes last, and they fit a list that changed meanwhile", () => {
  const counts = (groups: { count: number }[]) => groups.map(({ count }) => count);
  expect(groupsOf(dates, 1_003, true)).toEqual(dates);
  expect(counts(groupsOf(dates, 1_003, false))).toEqual([12, 700, 1, 290]);
  expect(counts(groupsOf(dates, 1_005, true))).toEqual([1, 700, 12, 292]);
  expect(counts(groupsOf(dates, 703, true))).toEqual([1, 700, 2]);
  expect(groupsOf(dates, 0, true)).toEqual([]);
});
