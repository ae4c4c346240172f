import { type RefObject, useLayoutEffect, useRef } from "react";

/** Keeps what is looked at where it is while a list grows at its beginning, which `first` tells. */
export function useKeepPlace(list: RefObject<HTMLElement | null>, first: string | undefined): void {
  const seen = useRef<{ first: string | undefined; height: number } | null>(null);
  useLayoutEffect(() => {
    const content = document.getElementById("content");
    const height = list.current?.offsetHeight ?? 0;
    const before = seen.current;
    if (content && before && before.first !== undefined && before.first !== first && first !== undefined) {
      content.scrollTop += height - before.height;
    }
    seen.current = { first, height };
  });
  // The browser's own way of keeping the place would add to this one.
  useLayoutEffect(() => {
    const content = document.getElementById("content");
    content?.style.setProperty("overflow-anchor", "none");
    return () => {
      content?.style.removeProperty("overflow-anchor");
    };
  }, []);
}
