import { useSyncExternalStore } from "react";

/** A value that lives beside React: what isn't a component can change it, and every component that uses it follows. */
export function shared<Value>(initial: Value) {
  let value = initial;
  const watchers = new Set<() => void>();
  const get = () => value;
  /** Answers what ends it. */
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
