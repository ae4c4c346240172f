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

/** The action of a key in the grid. Null for keys that the grid does not handle. */
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

/** The position that a key moves to, before limiting it to the list. */
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

/** One row down. Goes to the last asset if the row below is too short. */
function below(active: number, columns: number, end: number): number {
  if (active + columns <= end) return active + columns;
  return Math.floor(active / columns) < Math.floor(end / columns) ? end : active;
}
