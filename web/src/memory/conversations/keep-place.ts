import { type RefObject, useLayoutEffect, useRef } from "react";

/** The scroll position: the first visible item and its distance from the top of the window, in pixels. */
interface Place {
  item: Element;
  top: number;
}

/** Keeps the visible items in place while a list grows and shrinks at its ends. `edges` changes whenever it does. */
export function useKeepPlace(list: RefObject<HTMLElement | null>, edges: string): void {
  const place = useRef<Place | null>(null);
  const before = useRef(edges);
  useLayoutEffect(() => {
    const content = document.getElementById("content");
    if (!content) return;
    const note = () => {
      place.current = placeIn(list.current, content);
    };
    note();
    content.addEventListener("scroll", note, { passive: true });
    // Turns off the browser's scroll anchoring, which would add to this one.
    content.style.setProperty("overflow-anchor", "none");
    return () => {
      content.removeEventListener("scroll", note);
      content.style.removeProperty("overflow-anchor");
    };
  }, [list]);
  useLayoutEffect(() => {
    const content = document.getElementById("content");
    const seen = place.current;
    if (content && edges !== before.current && seen?.item.isConnected) {
      content.scrollTop += seen.item.getBoundingClientRect().top - seen.top;
    }
    before.current = edges;
    if (content) place.current = placeIn(list.current, content);
  }, [edges, list]);
}

function placeIn(list: HTMLElement | null, content: HTMLElement): Place | null {
  const { top: edge } = content.getBoundingClientRect();
  for (const item of list?.querySelectorAll("article") ?? []) {
    const { top, bottom } = item.getBoundingClientRect();
    if (bottom > edge) return { item, top };
  }
  return null;
}
