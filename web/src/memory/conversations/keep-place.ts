import { type RefObject, useLayoutEffect, useRef } from "react";

/** What is looked at: the first item in sight, and how far it is from the top of the window, in pixels. */
interface Place {
  item: Element;
  top: number;
}

/** Keeps what is looked at where it is while a list grows and shrinks at its ends, which `edges` tells apart. */
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
    // The browser's own way of keeping the place would add to this one.
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
