import { type Layout, lastUpTo } from "./layout.ts";

export const headingHeight = 48;

/** A part of a list under one heading. `date` is a month or a day; null for what has none. */
export interface Group {
  date: string | null;
  count: number;
}

/** The groups of so many assets. While counts and list differ, because one of them is older, the last group gives or takes. */
export function groupsOf(dates: readonly Group[], found: number, latestFirst: boolean): Group[] {
  const dated = dates.filter(({ date }) => date !== null);
  const undated = dates.filter(({ date }) => date === null);
  const groups: Group[] = [];
  let left = found;
  for (const { date, count } of [...(latestFirst ? dated : dated.toReversed()), ...undated]) {
    if (left <= 0) break;
    groups.push({ date, count: Math.min(count, left) });
    left -= count;
  }
  const last = groups.at(-1);
  if (last && left > 0) last.count += left;
  return groups;
}

interface Part {
  layout: Layout;
  /** Of the whole grid. */
  first: number;
  firstRow: number;
  top: number;
}

/** Groups below each other, each with a heading and a layout of its own. */
export function grouped(
  groups: readonly Group[],
  layoutOf: (count: number, first: number) => Layout,
): Layout {
  const parts: Part[] = [];
  let first = 0;
  let rows = 0;
  let height = 0;
  for (const { count } of groups) {
    const layout = layoutOf(count, first);
    parts.push({ layout, first, firstRow: rows, top: height });
    first += count;
    rows += layout.rows;
    height += headingHeight + layout.height;
  }
  const firsts = parts.map((part) => part.first);
  const firstRows = parts.map((part) => part.firstRow);
  const tops = parts.map((part) => part.top);
  const numberOf = (row: number) => lastUpTo(firstRows, row);
  const partOf = (row: number) => parts[numberOf(row)] as Part;
  const holding = (position: number) => parts[lastUpTo(firsts, position)] as Part;
  return {
    rows,
    height,
    gap: parts[0]?.layout.gap ?? 0,
    columns: Math.max(1, ...parts.map(({ layout }) => layout.columns)),
    rowOf(position) {
      const { layout, first, firstRow } = holding(position);
      return firstRow + layout.rowOf(position - first);
    },
    rowAt(y) {
      const { layout, firstRow, top } = parts[lastUpTo(tops, y)] as Part;
      return firstRow + layout.rowAt(y - top - headingHeight);
    },
    top(row) {
      if (row >= rows) return height;
      const { layout, firstRow, top } = partOf(row);
      return top + headingHeight + layout.top(row - firstRow);
    },
    span(row) {
      const { layout, first, firstRow } = partOf(row);
      const inGroup = layout.span(row - firstRow);
      return { first: first + inGroup.first, count: inGroup.count };
    },
    size(position) {
      const { layout, first } = holding(position);
      return layout.size(position - first);
    },
    heading(row) {
      const group = numberOf(row);
      const { firstRow, top } = parts[group] as Part;
      return row === firstRow ? { group, top } : undefined;
    },
  };
}
