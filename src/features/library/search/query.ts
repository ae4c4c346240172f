import { withoutExtension } from "./extension.ts";
import { fold } from "./fold.ts";
import { markParts } from "./parts.ts";
import { isUnspaced, nameEntry, type Token, tokensOf, type Word } from "./words.ts";

/** What a caller looks for. All of the words must match, and none of the exclusions. */
export interface Query {
  words: QueryWord[];
  /** Of each exclusion, the words that an asset must not carry together. */
  without: QueryWord[][];
  /** What assets are filed under whose name is the query. */
  name?: string | undefined;
}

export interface QueryWord {
  text: string;
  /** Words that begin with it match too. */
  prefix: boolean;
  /** How many typos a matching word may differ by. */
  typos: 0 | 1 | 2;
  /** Words that match in its place because it is a part of them, by their text; true for their beginnings too. */
  joined: Map<string, boolean>;
}

// Three hyphens: typed, minus and en dash, which phones make of it.
const exclusion = /^[-\u2212\u2013](?=[^-\u2212\u2013])/u;
const onlyAsciiSigns = /^[#$%&+@]+$/;

/** Reads a query. The last word may be unfinished; `-word` excludes. No words when `q` has no letter, digit or sign. */
export function parseQuery(q: string): Query {
  const pieces = q.split(/\s+/u).filter((piece) => piece !== "");
  const without = pieces
    .filter((piece) => exclusion.test(piece))
    .map((piece) => wordsIn(piece.replace(exclusion, ""), { unfinished: false }))
    .filter((words) => words.length > 0);
  const asked = pieces.filter((piece) => !exclusion.test(piece)).map(asWritten);
  // Between words, a sign such as & is how people write, not what they look for.
  const searched = asked.some((piece) => !onlyAsciiSigns.test(piece) && tokensOf(fold(piece)).length > 0)
    ? asked.filter((piece) => !onlyAsciiSigns.test(piece))
    : asked;
  const last = searched.length - 1;
  const stems = searched.map((piece, n) => withoutExtension(piece, { unfinished: n === last }));
  const text = stems.map(({ text }) => text).join(" ");
  return {
    words: wordsIn(text, { unfinished: !stems[last]?.hadExtension }),
    without,
    name: nameEntry(fold(text)),
  };
}

/** #beach and @home are the words. */
const asWritten = (piece: string) => piece.replace(/^[#@]+(?=[\p{L}\p{N}])/u, "");

function wordsIn(text: string, { unfinished }: { unfinished: boolean }): QueryWord[] {
  const tokens = tokensOf(fold(markParts(text)));
  const words = tokens.map((token) => token.parts.filter((word, n) => !endsRun(word, token.parts[n - 1])));
  const joined = joinedWords(tokens);
  const byText = new Map<string, QueryWord>();
  for (const [n, parts] of words.entries()) {
    for (const [m, { text }] of parts.entries()) {
      const prefix =
        (unfinished && n === words.length - 1 && m === parts.length - 1) || isUnspacedCharacter(text);
      const same = byText.get(text);
      byText.set(text, {
        text,
        prefix,
        typos: typosIn(text),
        joined: new Map([
          ...(same?.joined ?? []),
          ...(joined[n] ?? []).map(
            ({ word, last }) => [word.text, unfinished && last === words.length - 1] as const,
          ),
        ]),
      });
    }
  }
  return [...byText.values()];
}

/** For each run, the words that it is a part of, and the last run of each. */
function joinedWords(tokens: readonly Token[]): { word: Word; last: number }[][] {
  const joined: { word: Word; last: number }[][] = tokens.map(({ whole, parts }, n) =>
    whole && parts.length > 1 ? [{ word: whole, last: n }] : [],
  );
  for (const [n, { joins }] of tokens.entries()) {
    for (const { word, tokens: length } of joins) {
      for (let at = n; at < n + length; at++) joined[at]?.push({ word, last: n + length - 1 });
    }
  }
  return joined;
}

/** Whether this is the last character of a run without spaces. The pair before it already contains it. */
const endsRun = ({ text, at: [start = 0] }: Word, before: Word | undefined) =>
  isUnspacedCharacter(text) && before !== undefined && (before.at.at(-1) as number) >= start;

const isUnspacedCharacter = (text: string) => isUnspaced(text) && [...text].length === 1;

/** Numbers allow no typos: another digit is another number. Words in scripts without spaces are too short for them. */
function typosIn(text: string): 0 | 1 | 2 {
  const { length } = [...text];
  if (length < 5 || /\p{Nd}/u.test(text) || isUnspaced(text)) return 0;
  return length < 9 ? 1 : 2;
}
