import { type RefObject, useLayoutEffect, useState } from "react";

/** The width of the grid and its distance from the scroller's top. */
export function usePlace(grid: RefObject<HTMLDivElement | null>, scroller: HTMLDivElement | null) {
  const [place, setPlace] = useState({ width: 0, top: 0 });
  useLayoutEffect(() => {
    const element = grid.current;
    if (!element || !scroller) return;
    const measure = () => {
      const top =
        element.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
      const next = { width: element.clientWidth, top: Math.round(top) };
      setPlace((before) => (before.width === next.width && before.top === next.top ? before : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    for (const above of scroller.querySelectorAll("[data-above-grid]")) observer.observe(above);
    return () => observer.disconnect();
  }, [grid, scroller]);
  return place;
}
