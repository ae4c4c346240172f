import { editDistance } from "./edit-distance.ts";
import type { QueryWord } from "./query.ts";

/** Entries of the index from `first` to `last` in which a query word is found. */
export interface Term {
  /** Which of the query's words. */
  word: number;
  first: string;
  last: string;
  /** Whether only a typo leads there. */
  typo: boolean;
}

// Behind every character, so that it ends the range of a prefix.
const beyond = "\u{10ffff}";

// Prefixes of up to this many characters have an entry of their own, ending in an asterisk.
const filedPrefixMax = 2;

// A vocabulary of near-identical words must not make a search slow: per word, the closest of them count.
const typoWordsMax = 100;

/** The index entries of a query's words; no word finds everything. `near[n]`: what word n may be a typo of. */
export function termsOf(words: readonly QueryWord[], near: readonly (readonly string[])[]): Term[] {
  if (words.length === 0) return [{ word: 0, first: "*", last: "*", typo: false }];
  return words.flatMap((word, n) => [
    { word: n, ...entries(word), typo: false },
    ...(near[n] ?? []).map((text) => ({ word: n, first: text, last: text, typo: true })),
  ]);
}

function entries({ text, prefix }: QueryWord): { first: string; last: string } {
  if (!prefix) return { first: text, last: text };
  if ([...text].length > filedPrefixMax) return { first: text, last: text + beyond };
  return { first: `${text}*`, last: `${text}*` };
}

/** Those of a vocabulary's candidates that only typos keep from being the word. */
export function typosOf({ text, prefix, typos }: QueryWord, candidates: readonly string[]): string[] {
  return candidates
    .filter((candidate) => (prefix ? !candidate.startsWith(text) : candidate !== text))
    .map((candidate) => ({ candidate, distance: editDistance(text, candidate) }))
    .filter(({ distance }) => distance <= typos)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, typoWordsMax)
    .map(({ candidate }) => candidate);
}
