import { useLayoutEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { Layout } from "./layout.ts";

interface RowsOptions {
  scroller: HTMLElement | null;
  layout: Layout;
  /** Distance of the first row from the scroller's top. */
  top: number;
  /** Height of sticky content at the scroller's top. */
  coveredAbove: number;
  /** A row that is always rendered. */
  kept: number;
}

// Extra rows at both edges, so that slow scrolling shows no empty rows.
const beyond = 2;

/** The rows in view, and the rows to render. */
export function useRows({ scroller, layout, top, coveredAbove, kept }: RowsOptions) {
  const [view, setView] = useState({ first: 0, last: 0 });
  const shown = useRef(view);

  useLayoutEffect(() => {
    if (!scroller) return;
    const look = (change: (work: () => void) => void) => {
      const from = scroller.scrollTop - top;
      const first = layout.rowAt(from);
      const last = Math.max(first, layout.rowAt(from + scroller.clientHeight));
      if (shown.current.first === first && shown.current.last === last) return;
      shown.current = { first, last };
      change(() => setView({ first, last }));
    };
    // Synchronous, so that the rows are rendered in the frame that shows them.
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
  }, [scroller, layout, top]);

  const count = layout.rows;
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
    first: Math.min(view.first, Math.max(0, count - 1)),
    last: Math.min(view.last, Math.max(0, count - 1)),
    /** Scrolls a row into view with the least movement. The first row scrolls to the top of the page. */
    show(row: number) {
      if (!scroller || row === 0) return scrollTo(0);
      const edge = layout.heading?.(row)?.top ?? layout.top(row);
      const above = top + edge - coveredAbove - space;
      const below = top + layout.top(row + 1) + space - scroller.clientHeight;
      if (scroller.scrollTop > above) scrollTo(above);
      else if (scroller.scrollTop < below) scrollTo(below);
    },
    /** Scrolls by an amount, when the rows in view move. */
    shift: (by: number) => scroller && scrollTo(scroller.scrollTop + by),
  };
}
