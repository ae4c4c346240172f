import { createHash } from "node:crypto";
import { cut } from "./parts.ts";

/** A word, and the offset in the folded text of each of its UTF-16 units. */
export interface Word {
  text: string;
  at: readonly number[];
}

/** A run of letters and digits, or one of a script without spaces. */
export interface Token {
  /** The run as one word; none in a script without spaces. */
  whole?: Word;
  /** Its parts, or pairs of neighbouring characters. A run without borders inside is its own only part. */
  parts: Word[];
  /** What this run and the next make when what joins them is left out, and what the next two make: wi-fi, 2024-05-01. */
  joins: { word: Word; tokens: 2 | 3 }[];
}

// Characters without spaces between words: Chinese, Japanese, Thai, Lao, Burmese, Khmer, then signs and emoji.
// `search_unspaced` in SQL is the same.
const unspaced =
  "\\u0e01-\\u0e3a\\u0e40-\\u0eff\\u1000-\\u109f\\u1780-\\u17dd\\u3005-\\u3007\\u3041-\\u3096\\u3099\\u309a\\u309d-\\u309f" +
  "\\u30a1-\\u30fa\\u30fc-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\u{20000}-\\u{3fffd}" +
  "#$%&+@\\u00a2-\\u00a7\\u00a9\\u00ac\\u00ae\\u00b0\\u00b1\\u00b6\\u00d7\\u00f7\\u20a0-\\u20cf\\u2190-\\u23ff\\u2500-\\u2bff" +
  "\\u{1f000}-\\u{1faff}";
// Vowel signs are marks, not letters, in the scripts of India and in Thaana.
const spaced = "\\p{L}\\p{Nd}\\u07a6-\\u07b0\\u0900-\\u0963\\u0966-\\u096f\\u0971-\\u0dff";

const runs = new RegExp(`([${unspaced}]+)|[[${spaced}${cut}]--[${unspaced}]]+`, "gv");
const joiner = /^[-_.'/:\u2010-\u2015\u2019]$/u;

// Characters. Longer words are cut, so that they fit an index entry.
const wordMax = 40;

/**
 * The words of a folded text whose parts are marked: runs of letters and digits, their parts, and what joined runs make. In
 * scripts without spaces, every pair of neighbouring characters and the last character are words, so that any part of a
 * run is found. `search_words_of` in SQL does the same.
 */
export function wordsOf(folded: string): Word[] {
  return tokensOf(folded).flatMap(({ whole, parts, joins }) => [
    ...(whole && parts.length > 1 ? [whole] : []),
    ...parts,
    ...joins.map(({ word }) => word),
  ]);
}

/** The runs of a folded text whose parts are marked, in order. */
export function tokensOf(folded: string): Token[] {
  const tokens: (Token & { start: number; end: number })[] = [];
  for (const { 0: run, 1: unspacedRun, index } of folded.matchAll(runs)) {
    const place = { start: index, end: index + run.length, joins: [] };
    if (unspacedRun !== undefined) {
      tokens.push({ parts: pairs(unspacedRun, index), ...place });
      continue;
    }
    const whole = wordIn(run, index);
    const parts = partsOf(run, index);
    if (parts.length > 0) tokens.push({ whole, parts: parts.length > 1 ? parts : [whole], ...place });
  }
  for (const [n, { end, joins }] of tokens.entries()) {
    const joined = joinedTo(folded, tokens.slice(n, n + 3), end);
    joins.push(...joined);
  }
  return tokens;
}

/** What makes a name the same as another in a search: its words, whatever stands between them. `search_name` in SQL. */
export function nameEntry(folded: string): string | undefined {
  const words = [...folded.matchAll(runs)].map(([run]) => run.replaceAll(cut, "")).join("");
  return words === "" ? undefined : `=${createHash("md5").update(words).digest("hex").slice(0, 12)}`;
}

function wordIn(run: string, start: number): Word {
  const at: number[] = [];
  let text = "";
  let characters = 0;
  let offset = start;
  for (const character of run) {
    if (character !== cut) {
      if (characters++ === wordMax) break;
      text += character;
      for (let unit = 0; unit < character.length; unit++) at.push(offset + unit);
    }
    offset += character.length;
  }
  return { text, at };
}

function partsOf(run: string, start: number): Word[] {
  const parts: Word[] = [];
  let offset = start;
  for (const part of run.split(cut)) {
    if (part !== "") parts.push(wordIn(part, offset));
    offset += part.length + 1;
  }
  return parts;
}

function joinedTo(
  folded: string,
  [first, second, third]: (Token & { start: number; end: number })[],
  end: number,
): Token["joins"] {
  const joins: Token["joins"] = [];
  if (!first?.whole || !second?.whole || !isJoined(folded, end, second.start)) return joins;
  if (makesWord(first.whole.text, second.whole.text)) {
    joins.push({ word: together(first.whole, second.whole), tokens: 2 });
  }
  if (!third?.whole || !isJoined(folded, second.end, third.start)) return joins;
  const three = together(together(first.whole, second.whole), third.whole);
  if (shortNumber.test(three.text)) joins.push({ word: three, tokens: 3 });
  return joins;
}

const isJoined = (folded: string, end: number, start: number) =>
  start === end + 1 && joiner.test(folded[end] as string);

const together = (a: Word, b: Word): Word => ({ text: a.text + b.text, at: [...a.at, ...b.at] });

const shortNumber = /^[0-9]{2,8}$/;
const number = /^[0-9]+$/;
const hasBorder = new RegExp(
  `\\p{L}{3}${cut}[0-9]|\\p{L}{2}${cut}[0-9]{2}|[0-9]${cut}\\p{L}{3}|[0-9]{2}${cut}\\p{L}{2}`,
  "u",
);

/**
 * Whether two joined runs also count as one word. Numbers do while they may be a date, other runs when one is short. Where
 * the word would have a border again, its parts are found anyway. `search_joins` in SQL does the same.
 */
function makesWord(a: string, b: string): boolean {
  if (number.test(a) && number.test(b)) return shortNumber.test(a + b);
  const [first, second] = [[...a].length, [...b].length];
  return Math.min(first, second) <= 3 && first + second <= wordMax && !hasBorder.test(a + cut + b);
}

function pairs(run: string, start: number): Word[] {
  const characters = [...run];
  let offset = start;
  return characters.map((character, index) => {
    const text = character + (characters[index + 1] ?? "");
    const from = offset;
    offset += character.length;
    return { text, at: unitsFrom(from, text.length) };
  });
}

const unitsFrom = (start: number, length: number) => Array.from({ length }, (_, unit) => start + unit);

/** Whether a word is written in a script without spaces, or is a sign. */
export const isUnspaced = (word: string): boolean => unspacedFirst.test(word);
const unspacedFirst = new RegExp(`^[${unspaced}]`, "v");
