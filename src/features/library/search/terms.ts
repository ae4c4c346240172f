import { editDistance } from "./edit-distance.ts";
import type { QueryWord } from "./query.ts";

/** A range of index entries, `first` to `last`, that match a query word. */
export interface Term {
  /** Index of the query word. */
  word: number;
  first: string;
  last: string;
  /** Whether the entry matches only with a typo. */
  typo: boolean;
}

// Sorts after every character, so it ends the range of a prefix.
const beyond = "\u{10ffff}";

// Characters. Prefixes up to this length have their own entry, which ends in an asterisk.
const filedPrefixMax = 3;

// Per query word, closest first. Bounds the cost in a vocabulary of near-identical words.
const typoWordsMax = 100;

/** The index entries of a query's words. No words match everything. `near[n]` holds the words that word n may be a typo of. */
export function termsOf(words: readonly QueryWord[], near: readonly (readonly string[])[]): Term[] {
  if (words.length === 0) return [{ word: 0, first: "*", last: "*", typo: false }];
  return words.flatMap((word, n) => [
    ...exactTerms(word, n),
    ...(near[n] ?? []).map((text) => ({ word: n, first: text, last: text, typo: true })),
  ]);
}

/** The index entries that match a word as it is written, or a word that it is a part of. */
export const exactTerms = (word: QueryWord, n: number): Term[] =>
  [word, ...[...word.joined].map(([text, prefix]) => ({ text, prefix }))].map((one) => ({
    word: n,
    ...entries(one),
    typo: false,
  }));

function entries({ text, prefix }: { text: string; prefix: boolean }): { first: string; last: string } {
  if (!prefix) return { first: text, last: text };
  if ([...text].length > filedPrefixMax) return { first: text, last: text + beyond };
  return { first: `${text}*`, last: `${text}*` };
}

/** The candidates that match the word only with typos, closest first. */
export function typosOf({ text, prefix, typos }: QueryWord, candidates: readonly string[]): string[] {
  return candidates
    .filter((candidate) => (prefix ? !candidate.startsWith(text) : candidate !== text))
    .map((candidate) => ({ candidate, distance: editDistance(text, candidate) }))
    .filter(({ distance }) => distance <= typos)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, typoWordsMax)
    .map(({ candidate }) => candidate);
}
