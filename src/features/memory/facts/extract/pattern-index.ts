import { requiredWords, wordsOf } from "./required-words.ts";

/** Returns the items whose patterns can match a text, in their order. */
export type Lookup<T> = (text: string) => readonly T[];

/**
 * Finds items by the words that their patterns require, so that a text is not tried with each of them. Items whose patterns
 * require no word are always found. Reads the patterns when it is first asked.
 */
export function indexed<T>(items: readonly T[], patternOf: (item: T) => RegExp): Lookup<T> {
  let index: Index | undefined;
  return (text) => {
    index ??= indexOf(items.map(patternOf));
    const found = new Set(index.always);
    for (const word of wordsOf(text)) for (const at of index.byWord.get(word) ?? []) found.add(at);
    return [...found].sort((a, b) => a - b).map((at) => items[at] as T);
  };
}

interface Index {
  /** Positions of the items that no word tells. */
  always: readonly number[];
  byWord: ReadonlyMap<string, readonly number[]>;
}

function indexOf(patterns: readonly RegExp[]): Index {
  const always: number[] = [];
  const byWord = new Map<string, number[]>();
  for (const [at, pattern] of patterns.entries()) {
    const words = requiredWords(pattern);
    if (!words) always.push(at);
    for (const word of words ?? []) {
      const known = byWord.get(word);
      if (known) known.push(at);
      else byWord.set(word, [at]);
    }
  }
  return { always, byWord };
}
