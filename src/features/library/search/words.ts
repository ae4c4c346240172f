/** A word of a folded text, and its offset there in UTF-16 units. */
export interface Word {
  text: string;
  start: number;
}

// Chinese, Japanese, Thai, Lao, Burmese and Khmer put no spaces between words. `search_unspaced` in SQL is the same.
const unspaced =
  "\\u0e01-\\u0e3a\\u0e40-\\u0eff\\u1000-\\u109f\\u1780-\\u17dd\\u3005-\\u3007\\u3041-\\u3096\\u3099\\u309a\\u309d-\\u309f" +
  "\\u30a1-\\u30fa\\u30fc-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\u{20000}-\\u{3fffd}";
// Vowel signs are marks, not letters, in the scripts of India and in Thaana.
const spaced = "\\p{L}\\p{Nd}\\u07a6-\\u07b0\\u0900-\\u0963\\u0966-\\u096f\\u0971-\\u0dff";

const runs = new RegExp(`([${unspaced}]+)|[[${spaced}]--[${unspaced}]]+`, "gv");

// Characters. Longer words are cut, so that they fit an index entry.
const wordMax = 40;

/**
 * The words of a folded text, in order: runs of letters and digits. In scripts without spaces, every pair of
 * neighbouring characters and the last character are words, so that any part of a run is found. `search_words_of` in
 * SQL does the same.
 */
export function* wordsOf(folded: string): Generator<Word> {
  for (const { 0: run, 1: unspacedRun, index } of folded.matchAll(runs)) {
    if (unspacedRun === undefined) yield { text: [...run].slice(0, wordMax).join(""), start: index };
    else yield* pairs(unspacedRun, index);
  }
}

function* pairs(run: string, start: number): Generator<Word> {
  const characters = [...run];
  let at = start;
  for (const [index, character] of characters.entries()) {
    yield { text: character + (characters[index + 1] ?? ""), start: at };
    at += character.length;
  }
}

/** Whether a word is written in a script without spaces. */
export const isUnspaced = (word: string): boolean => unspacedFirst.test(word);
const unspacedFirst = new RegExp(`^[${unspaced}]`, "v");
