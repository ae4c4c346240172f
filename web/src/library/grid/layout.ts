import type { Density } from "./density.ts";

/** The rows of a grid, in pixels. Rows and positions start at 0. */
export interface Layout {
  rows: number;
  height: number;
  gap: number;
  /** The most assets in one row. */
  columns: number;
  rowOf(position: number): number;
  /** The row at a height, or the nearest one. */
  rowAt(y: number): number;
  /** The top edge of a row. For the row after the last one, the height of the grid. */
  top(row: number): number;
  span(row: number): { first: number; count: number };
  /** The size of a picture, without its caption. */
  size(position: number): { width: number; height: number };
  /** The heading above a row: the number of its group, and its top edge. */
  heading?(row: number): { group: number; top: number } | undefined;
}

export interface Room {
  found: number;
  width: number;
  density: Density;
  /** The text below each picture. */
  captionHeight: number;
}

const gapOf = (width: number) => (width < 600 ? 8 : 14);
const within = (value: number, most: number) => Math.max(0, Math.min(most, value));

// At least two columns: 100,000 assets in one column would be taller than browsers can scroll.
const sideMin: Record<Density, number> = { small: 104, medium: 156, large: 248 };
const columnsMin = 2;

/** Squares of one size. All positions are computed by division. */
export function squares({ found, width, density, captionHeight }: Room): Layout {
  const gap = gapOf(width);
  const columns = Math.max(columnsMin, Math.floor((width + gap) / (sideMin[density] + gap)));
  const side = Math.max(1, Math.floor((width - gap * (columns - 1)) / columns));
  const rowHeight = side + captionHeight + gap;
  const rows = Math.ceil(found / columns);
  return {
    rows,
    height: rows * rowHeight,
    gap,
    columns,
    rowOf: (position) => Math.floor(position / columns),
    rowAt: (y) => within(Math.floor(y / rowHeight), rows - 1),
    top: (row) => row * rowHeight,
    span: (row) => ({ first: row * columns, count: within(found - row * columns, columns) }),
    size: () => ({ width: side, height: side }),
  };
}

const rowHeights: Record<Density, number> = { small: 112, medium: 168, large: 264 };
// Wider and taller pictures are cropped. A panorama would otherwise fill a row.
const ratioMin = 0.45;
const ratioMax = 3.2;

/** Rows that fill the width, with pictures in their own proportions. `ratioOf` is width by height. */
export function justified(
  { found, width, density, captionHeight }: Room,
  ratioOf: (position: number) => number,
): Layout {
  const gap = gapOf(width);
  const wanted = Math.min(rowHeights[density], width);
  const firsts: number[] = [];
  const tops: number[] = [];
  const heights: number[] = [];
  const ratio = (position: number) => Math.min(ratioMax, Math.max(ratioMin, ratioOf(position)));
  let y = 0;
  let columns = 1;
  for (let first = 0; first < found; ) {
    let sum = 0;
    let end = first;
    const room = () => width - gap * (end - first - 1);
    do sum += ratio(end++);
    while (end < found && sum * wanted < room());
    // The last row is not stretched.
    const height = Math.max(1, Math.min(wanted, room() / sum));
    firsts.push(first);
    tops.push(y);
    heights.push(height);
    columns = Math.max(columns, end - first);
    y += Math.round(height) + captionHeight + gap;
    first = end;
  }
  const rows = firsts.length;
  const rowOf = (position: number) => lastUpTo(firsts, position);
  return {
    rows,
    height: y,
    gap,
    columns,
    rowOf,
    rowAt: (at) => lastUpTo(tops, at),
    top: (row) => tops[row] ?? y,
    span: (row) => ({
      first: firsts[row] ?? found,
      count: (firsts[row + 1] ?? found) - (firsts[row] ?? found),
    }),
    size(position) {
      const height = heights[rowOf(position)] ?? wanted;
      return { width: ratio(position) * height, height };
    },
  };
}

/** The index of the last value up to `wanted` in sorted values, or 0. */
export function lastUpTo(rising: readonly number[], wanted: number): number {
  let low = 0;
  let high = rising.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((rising[middle] as number) <= wanted) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The nearest position some rows below, or above for a negative number. Beyond the last row, the last position. */
export function rowsAway(layout: Layout, position: number, rows: number): number {
  const row = layout.rowOf(position);
  const to = within(row + rows, layout.rows - 1);
  const { first, count } = layout.span(to);
  if (to === row) return rows > 1 ? first + count - 1 : position;
  const wanted = centreOf(layout, position);
  let nearest = first;
  for (let at = first; at < first + count; at++) {
    const isNearer = Math.abs(centreOf(layout, at) - wanted) < Math.abs(centreOf(layout, nearest) - wanted);
    if (isNearer) nearest = at;
  }
  return nearest;
}

function centreOf(layout: Layout, position: number): number {
  const { first } = layout.span(layout.rowOf(position));
  let x = 0;
  for (let at = first; at < position; at++) x += layout.size(at).width + layout.gap;
  return x + layout.size(position).width / 2;
}
