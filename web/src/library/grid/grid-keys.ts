import type { KeyboardEvent } from "react";

export type KeyMeaning =
  | { kind: "go"; to: number; extend: boolean }
  | { kind: "toggle" | "open" | "selectAll" | "clear" | "trash" };

interface Place {
  active: number;
  found: number;
  /** The position some rows below, or above. */
  rowsAway(rows: number): number;
  rowsInPage: number;
}

const actions: Record<string, Exclude<KeyMeaning["kind"], "go">> = {
  " ": "toggle",
  Enter: "open",
  Escape: "clear",
  Delete: "trash",
  Backspace: "trash",
};

/** The action of a key in the grid. Null for keys that the grid does not handle. */
export function keyMeaning(
  event: Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey">,
  place: Place,
): KeyMeaning | null {
  const { key } = event;
  if (event.altKey) return null;
  if (event.ctrlKey || event.metaKey) return key === "a" ? { kind: "selectAll" } : null;
  const to = destinations[key]?.(place);
  if (to !== undefined) {
    return { kind: "go", to: Math.max(0, Math.min(place.found - 1, to)), extend: event.shiftKey };
  }
  const kind = actions[key];
  return kind ? ({ kind } as KeyMeaning) : null;
}

/** The position that a key moves to, before limiting it to the list. */
const destinations: Record<string, (place: Place) => number> = {
  ArrowLeft: ({ active }) => active - 1,
  ArrowRight: ({ active }) => active + 1,
  ArrowUp: ({ rowsAway }) => rowsAway(-1),
  ArrowDown: ({ rowsAway }) => rowsAway(1),
  PageUp: ({ rowsAway, rowsInPage }) => rowsAway(-rowsInPage),
  PageDown: ({ rowsAway, rowsInPage }) => rowsAway(rowsInPage),
  Home: () => 0,
  End: ({ found }) => found - 1,
};
