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

/**
 * The same for the values of several owners, with one `max` for all of them. The owner is not part of the key: to join both into
 * a text and hash it takes longer than the two lookups.
 */
export function recentByOwner<Value>(max: number): (owner: string) => RecentValues<Value> {
  type Values = Map<string, Value>;
  let [young, old] = [new Map<string, Values>(), new Map<string, Values>()];
  let size = 0;
  // Looked up once for many keys in a row.
  let last: { owner: string; young: Values; old: Values | undefined } | undefined;

  function valuesOf(owner: string): { young: Values; old: Values | undefined } {
    if (last?.owner === owner) return last;
    const own = young.get(owner) ?? new Map<string, Value>();
    young.set(owner, own);
    last = { owner, young: own, old: old.get(owner) };
    return last;
  }

  function set(owner: string, key: string, value: Value): Value {
    if (size >= max) [young, old, size, last] = [new Map(), young, 0, undefined];
    const own = valuesOf(owner).young;
    if (!own.has(key)) size++;
    own.set(key, value);
    return value;
  }

  return (owner) => ({
    get(key) {
      const own = valuesOf(owner);
      const value = own.young.get(key);
      if (value !== undefined) return value;
      const older = own.old?.get(key);
      return older === undefined ? undefined : set(owner, key, older);
    },
    set: (key, value) => set(owner, key, value),
  });
}
