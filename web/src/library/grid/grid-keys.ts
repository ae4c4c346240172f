import type { KeyboardEvent } from "react";

export type KeyMeaning =
  | { kind: "go"; to: number; extend: boolean }
  | { kind: "toggle" | "open" | "selectAll" | "clear" | "trash" };

/** What a key means in the grid; null for one that it leaves alone. */
export function keyMeaning(
  {
    key,
    shiftKey,
    ctrlKey,
    metaKey,
    altKey,
  }: Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey">,
  {
    active,
    columns,
    found,
    pageLength,
  }: { active: number; columns: number; found: number; pageLength: number },
): KeyMeaning | null {
  if (altKey) return null;
  if (ctrlKey || metaKey) return key === "a" ? { kind: "selectAll" } : null;
  const end = found - 1;
  const below = active + columns;
  const destinations: Record<string, number> = {
    ArrowLeft: active - 1,
    ArrowRight: active + 1,
    ArrowUp: active < columns ? active : active - columns,
    // From the last row but one into a last row that is shorter: to its end.
    ArrowDown:
      below > end && Math.floor(active / columns) < Math.floor(end / columns)
        ? end
        : below > end
          ? active
          : below,
    PageUp: Math.max(active % columns, active - pageLength),
    PageDown: Math.min(end, active + pageLength),
    Home: 0,
    End: end,
  };
  const to = destinations[key];
  if (to !== undefined) return { kind: "go", to: Math.max(0, Math.min(end, to)), extend: shiftKey };
  if (key === " ") return { kind: "toggle" };
  if (key === "Enter") return { kind: "open" };
  if (key === "Escape") return { kind: "clear" };
  if (key === "Delete" || key === "Backspace") return { kind: "trash" };
  return null;
}
