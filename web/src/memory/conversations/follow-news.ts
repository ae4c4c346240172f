import { type RefObject, useLayoutEffect, useRef } from "react";
import { useNewsOf } from "../../live/memory-news.ts";

// Exchanges that are looked for when those before them were forgotten.
const candidatesMax = 5;
// Rounding may hide a pixel of the last exchange.
const roundingPx = 4;

/**
 * Reads a transcript again where it is visible when the person's memory changed. Scrolls to new exchanges if the end was visible.
 * `last` is the id of the last exchange, `isWhole` whether none follows it.
 */
export function useFollowNews(
  list: RefObject<HTMLElement | null>,
  userId: string,
  { last, isWhole }: { last: string | undefined; isWhole: boolean },
  readAgain: (visible: () => readonly string[]) => unknown,
): void {
  const before = useRef({ last, isWhole, seesEnd: false });
  useNewsOf(userId, () => readAgain(() => visibleIn(list.current)));
  useLayoutEffect(() => {
    const content = document.getElementById("content");
    if (!content) return;
    const note = () => {
      before.current.seesEnd = isEndVisible(list.current);
    };
    content.addEventListener("scroll", note, { passive: true });
    return () => content.removeEventListener("scroll", note);
  }, [list]);
  useLayoutEffect(() => {
    const { seesEnd, ...former } = before.current;
    const hasNew = former.last !== undefined && former.last !== last && former.isWhole;
    const content = document.getElementById("content");
    if (hasNew && seesEnd) content?.scrollTo({ top: content.scrollHeight });
    before.current = { last, isWhole, seesEnd: isEndVisible(list.current) };
  }, [last, isWhole, list]);
}

function isEndVisible(list: HTMLElement | null): boolean {
  const end = list?.lastElementChild?.getBoundingClientRect().bottom;
  const edge = document.getElementById("content")?.getBoundingClientRect().bottom;
  return end !== undefined && edge !== undefined && end <= edge + roundingPx;
}

/** The exchanges from the first visible one on, then those before it. */
function visibleIn(list: HTMLElement | null): string[] {
  const top = document.getElementById("content")?.getBoundingClientRect().top ?? 0;
  const items = [...(list?.querySelectorAll<HTMLElement>("li[id]") ?? [])];
  const first = items.findIndex((item) => item.getBoundingClientRect().bottom > top);
  if (first < 0) return items.map(({ id }) => id).slice(-candidatesMax);
  return [...items.slice(first, first + candidatesMax), ...items.slice(0, first).toReversed()]
    .slice(0, 2 * candidatesMax)
    .map(({ id }) => id);
}
