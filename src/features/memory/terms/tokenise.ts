import { recent } from "../../../platform/recent.ts";
import { IRREGULAR } from "./irregular.ts";
import { stem } from "./stem.ts";
import { TOPIC_LINES } from "./topics.table.ts";

/**
 * The stems of a text in order, without stop words. Folds accents and case, joins irregular forms and stems English words.
 * Scripts without spaces give overlapping pairs of characters, as in other search engines.
 */
export function stems(text: string): string[] {
  return words(text)
    .filter((word) => !STOP.has(word))
    .map(stemOf);
}

/** The folded words of a text in order, with stop words. Drops a possessive or contracted ending (’s, ’ll). */
export function words(text: string): string[] {
  if (!BEYOND_ASCII.test(text)) return text.toLowerCase().replace(CONTRACTED, " ").match(ASCII_WORD) ?? [];
  // Compatibility folding can turn one character into eighteen.
  const spelled = text.normalize("NFKD").slice(0, Math.max(256, 4 * text.length));
  const folded = fold(spelled);
  const found = folded.replace(/[’ʼ]/g, "'").replace(CONTRACTED, " ").match(WORD) ?? [];
  return UNSPACED.test(folded) ? found.flatMap(cutUnspaced) : found;
}

/** Without accents, in lower case. */
export const fold = (text: string): string =>
  text.normalize("NFKD").replace(ACCENTS, "").normalize("NFC").toLowerCase();

/** The stem of one folded word. */
export function stemOf(word: string): string {
  const known = STEMS.get(word);
  if (known !== undefined) return known;
  const found = stem(DICTIONARY_FORM.get(word) ?? word);
  return word.length > REMEMBERED_LETTERS ? found : STEMS.set(word, found);
}

/** The first letters of a longer stem. Joins inflections and word families beyond English stemming ("трудный", "musician"). */
export function opening(stem: string): string | undefined {
  return stem.length >= OPENING_LETTERS ? stem.slice(0, OPENING_LETTERS) : undefined;
}

/** The topics of a stem, and whether it names the topic ("pet") or belongs to it ("dog"). */
export function topics(stem: string): { topic: string; names: boolean }[] {
  return TOPICS.get(stem) ?? [];
}

// Five letters is the usual language-neutral truncation (McNamee and Mayfield 2004).
const OPENING_LETTERS = 5;
// Latin, Greek and Cyrillic accents, Hebrew points, Arabic vowels; other marks (Indic vowels, Thai tones) are letters.
const ACCENTS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f]/gu;
// Most English texts have nothing to fold but case.
// biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII begins with them
const BEYOND_ASCII = /[^\x00-\x7f]/;
const ASCII_WORD = /[a-z0-9]+/g;
// People use the same few thousand words.
const STEMS = recent<string>(10_000);
const REMEMBERED_LETTERS = 24;
const CONTRACTED = /'(s|re|ve|ll|d|m|t)\b/g;
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;
const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/u;
const RUNS = new RegExp(
  `(?:${UNSPACED.source}\\p{M}*)+|(?:(?!${UNSPACED.source})[\\p{L}\\p{M}\\p{N}])+`,
  "gu",
);

function cutUnspaced(word: string): string[] {
  return (word.match(RUNS) ?? []).flatMap((run) => {
    if (!UNSPACED.test(run)) return [run];
    const letters = run.match(/\P{M}\p{M}*/gu) ?? [];
    if (letters.length === 1) return letters;
    return letters.slice(1).map((letter, i) => `${letters[i]}${letter}`);
  });
}

/** English words without a topic. They also drop some words of other languages, which costs little: the rest are searched. */
const STOP = new Set(
  `a an the and or but if of to in on at by for with from as is am are was were be been being do does did done doing
  have has had having i me my mine myself you your yours yourself he him his himself she her hers herself it its itself
  we us our ours they them their theirs this that these those what which who whom whose when where why how would could
  should will shall can may might must not no so than then there here about into over under up down out off just also
  too very s t d ll m re ve some any all both each few more most other such only own same again once get got`.split(
    /\s+/,
  ),
);

const DICTIONARY_FORM = new Map(
  IRREGULAR.trim()
    .split(/[|\n]/)
    .flatMap((entry) => {
      const [form = "", irregular = ""] = entry.split(":");
      return irregular
        .trim()
        .split(" ")
        .map((word): [string, string] => [word, form.trim()]);
    }),
);

const TOPICS = readTopics(TOPIC_LINES);

function readTopics(lines: string): Map<string, { topic: string; names: boolean }[]> {
  const found = new Map<string, { topic: string; names: boolean }[]>();
  for (const line of lines.trim().split("\n")) {
    const [heads = "", members = ""] = line.split(":").map((part) => part.trim());
    const topic = heads.split(" ")[0] ?? "";
    const named = new Set(heads.split(/[ -]/).map(stemOf));
    for (const word of new Set([...named, ...members.split(/[ -]/).map(stemOf)])) {
      found.set(word, [...(found.get(word) ?? []), { topic, names: named.has(word) }]);
    }
  }
  return found;
}
