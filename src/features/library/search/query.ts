import { fold } from "./fold.ts";
import { isUnspaced, type Word, wordsOf } from "./words.ts";

/** A word to find. All of a query's words must match. */
export interface QueryWord {
  text: string;
  /** Words that begin with it match too. */
  prefix: boolean;
  /** How many typos a matching word may differ by. */
  typos: 0 | 1 | 2;
}

/** Reads a query as words to find. The last word may be unfinished. Empty when `q` has no letter or digit. */
export function parseQuery(q: string): QueryWord[] {
  const words = [...wordsOf(fold(q))].filter((word, index, all) => !endsRun(word, all[index - 1]));
  const byText = new Map<string, QueryWord>();
  for (const [index, { text }] of words.entries()) {
    const prefix = index === words.length - 1 || isUnspacedCharacter(text);
    byText.set(text, { text, prefix, typos: typosIn(text) });
  }
  return [...byText.values()];
}

/** Whether this is the last character of a run without spaces. The pair before it already contains it. */
const endsRun = ({ text, start }: Word, before: Word | undefined) =>
  isUnspacedCharacter(text) && before !== undefined && before.start + before.text.length > start;

const isUnspacedCharacter = (text: string) => isUnspaced(text) && [...text].length === 1;

/** Numbers allow no typos: another digit is another number. Words in scripts without spaces are too short for them. */
function typosIn(text: string): 0 | 1 | 2 {
  const { length } = [...text];
  if (length < 5 || /\p{Nd}/u.test(text) || isUnspaced(text)) return 0;
  return length < 9 ? 1 : 2;
}
