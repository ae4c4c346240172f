import { useSyncExternalStore } from "react";

/** A value outside React. Any code can change it, and components that use it render again. */
export function shared<Value>(initial: Value) {
  let value = initial;
  const watchers = new Set<() => void>();
  const get = () => value;
  /** Returns a function that stops watching. */
  const watch = (watcher: () => void) => {
    watchers.add(watcher);
    return () => {
      watchers.delete(watcher);
    };
  };
  return {
    get,
    set(next: Value) {
      if (Object.is(next, value)) return;
      value = next;
      for (const watcher of watchers) watcher();
    },
    watch,
    use: (): Value => useSyncExternalStore(watch, get),
  };
}
