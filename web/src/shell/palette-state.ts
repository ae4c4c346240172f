import { useSyncExternalStore } from "react";

let open = false;
const watchers = new Set<() => void>();

function set(next: boolean) {
  open = next;
  for (const watcher of watchers) watcher();
}

export const openPalette = (): void => set(true);
export const closePalette = (): void => set(false);

export const usePaletteOpen = (): boolean =>
  useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => open,
  );
