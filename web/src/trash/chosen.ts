import { useState } from "react";

export interface Chosen {
  ids: ReadonlySet<string>;
  toggle(id: string): void;
  add(ids: readonly string[]): void;
  remove(ids: readonly string[]): void;
  clear(): void;
}

const none: ReadonlySet<string> = new Set();

/** The selection in a library's trash, across pages. */
export function useChosen(libraryId: string): Chosen {
  const [{ of, ids }, set] = useState({ of: libraryId, ids: none });
  const now = of === libraryId ? ids : none;
  const change = (next: ReadonlySet<string>) => set({ of: libraryId, ids: next });
  return {
    ids: now,
    toggle: (id) => change(now.symmetricDifference(new Set([id]))),
    add: (more) => change(now.union(new Set(more))),
    remove: (fewer) => change(now.difference(new Set(fewer))),
    clear: () => change(none),
  };
}
