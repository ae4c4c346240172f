import { useLayoutEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";

interface RowsOptions {
  scroller: HTMLElement | null;
  count: number;
  /** The same for all, in pixels: what is in view follows by division, however many there are. */
  rowHeight: number;
  /** Where the first begins below what scrolls' top. */
  top: number;
  /** How much of what scrolls is covered at its top. */
  coveredAbove: number;
  /** A row that is there wherever one scrolls to. */
  kept: number;
}

// Rows beyond either edge, so that slow scrolling meets no empty row.
const beyond = 2;

/** Which of many rows of one height are in view, and those to render: a few more. */
export function useRows({ scroller, count, rowHeight, top, coveredAbove, kept }: RowsOptions) {
  const [view, setView] = useState({ first: 0, last: 0 });
  const shown = useRef(view);

  useLayoutEffect(() => {
    if (!scroller) return;
    const look = (change: (work: () => void) => void) => {
      const from = scroller.scrollTop - top;
      const end = Math.max(0, count - 1);
      const first = Math.min(end, Math.max(0, Math.floor(from / rowHeight)));
      const last = Math.min(end, Math.max(first, Math.floor((from + scroller.clientHeight) / rowHeight)));
      if (shown.current.first === first && shown.current.last === last) return;
      shown.current = { first, last };
      change(() => setView({ first, last }));
    };
    // At once, so that the rows are there in the frame that shows them.
    const onScroll = () => look(flushSync);
    const now = (work: () => void) => work();
    const observer = new ResizeObserver(() => look(now));
    look(now);
    observer.observe(scroller);
    scroller.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      observer.disconnect();
      scroller.removeEventListener("scroll", onScroll);
    };
  }, [scroller, count, rowHeight, top]);

  const begin = Math.max(0, view.first - beyond);
  const end = Math.min(count - 1, view.last + beyond);
  const rows: number[] = [];
  if (kept < begin && kept < count) rows.push(kept);
  for (let row = begin; row <= end; row++) rows.push(row);
  if (kept > end && kept < count) rows.push(kept);

  const scrollTo = (offset: number) => scroller?.scrollTo({ top: offset });
  const space = 8;
  return {
    rows,
    first: view.first,
    last: view.last,
    /** Brings a row into view, by no more than it takes; the first one, with what stands above it. */
    show(row: number) {
      if (!scroller || row === 0) return scrollTo(0);
      const above = top + row * rowHeight - coveredAbove - space;
      const below = top + (row + 1) * rowHeight + space - scroller.clientHeight;
      if (scroller.scrollTop > above) scrollTo(above);
      else if (scroller.scrollTop < below) scrollTo(below);
    },
    /** Puts a row at the upper edge. */
    align: (row: number) => scrollTo(top + row * rowHeight - coveredAbove - space),
  };
}
