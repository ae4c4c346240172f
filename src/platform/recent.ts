/** Remembers the last values of a function, at least `max` and at most twice as many. It is for short keys that come again and again. */
export function recent<Value>(max: number): RecentValues<Value> {
  let [young, old] = [new Map<string, Value>(), new Map<string, Value>()];

  function set(key: string, value: Value): Value {
    if (young.size >= max) [young, old] = [new Map(), young];
    young.set(key, value);
    return value;
  }

  return {
    get(key) {
      const value = young.get(key);
      if (value !== undefined) return value;
      const older = old.get(key);
      return older === undefined ? undefined : set(key, older);
    },
    set,
  };
}

export interface RecentValues<Value> {
  get(key: string): Value | undefined;
  /** Returns the value. */
  set(key: string, value: Value): Value;
}
