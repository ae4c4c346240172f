import { useSyncExternalStore } from "react";

let reachable = true;
const watchers = new Set<() => void>();

/** Told by whoever keeps a connection open: whether the server answers. */
export function setReachable(next: boolean): void {
  if (next === reachable) return;
  reachable = next;
  for (const watcher of watchers) watcher();
}

/** Whether the browser has a network, and the server answers over it. */
export const useConnected = (): boolean => useSyncExternalStore(watch, () => navigator.onLine && reachable);

function watch(changed: () => void) {
  watchers.add(changed);
  window.addEventListener("online", changed);
  window.addEventListener("offline", changed);
  return () => {
    watchers.delete(changed);
    window.removeEventListener("online", changed);
    window.removeEventListener("offline", changed);
  };
}
