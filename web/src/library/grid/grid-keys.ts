import type { KeyboardEvent } from "react";

export type KeyMeaning =
  | { kind: "go"; to: number; extend: boolean }
  | { kind: "toggle" | "open" | "selectAll" | "clear" | "trash" };

interface Place {
  active: number;
  columns: number;
  found: number;
  pageLength: number;
}

const actions: Record<string, Exclude<KeyMeaning["kind"], "go">> = {
  " ": "toggle",
  Enter: "open",
  Escape: "clear",
  Delete: "trash",
  Backspace: "trash",
};

/** What a key means in the grid; null for one that it leaves alone. */
export function keyMeaning(
  event: Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey">,
  place: Place,
): KeyMeaning | null {
  const { key } = event;
  if (event.altKey) return null;
  if (event.ctrlKey || event.metaKey) return key === "a" ? { kind: "selectAll" } : null;
  const to = destination(key, place);
  if (to !== undefined) {
    return { kind: "go", to: Math.max(0, Math.min(place.found - 1, to)), extend: event.shiftKey };
  }
  const kind = actions[key];
  return kind ? ({ kind } as KeyMeaning) : null;
}

/** The position that a key leads to, before it is kept within the list. */
function destination(key: string, { active, columns, found, pageLength }: Place): number | undefined {
  const end = found - 1;
  const destinations: Record<string, number> = {
    ArrowLeft: active - 1,
    ArrowRight: active + 1,
    ArrowUp: active < columns ? active : active - columns,
    ArrowDown: below(active, columns, end),
    PageUp: Math.max(active % columns, active - pageLength),
    PageDown: Math.min(end, active + pageLength),
    Home: 0,
    End: end,
  };
  return destinations[key];
}

/** A row down; from the last row but one into a shorter last row, to its end. */
function below(active: number, columns: number, end: number): number {
  if (active + columns <= end) return active + columns;
  return Math.floor(active / columns) < Math.floor(end / columns) ? end : active;
}
