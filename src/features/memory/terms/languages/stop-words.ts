import { stopwords as ar } from "@orama/stopwords/arabic";
import { stopwords as nl } from "@orama/stopwords/dutch";
import { stopwords as en } from "@orama/stopwords/english";
import { stopwords as fi } from "@orama/stopwords/finnish";
import { stopwords as fr } from "@orama/stopwords/french";
import { stopwords as de } from "@orama/stopwords/german";
import { stopwords as it } from "@orama/stopwords/italian";
import { stopwords as pt } from "@orama/stopwords/portuguese";
import { stopwords as ru } from "@orama/stopwords/russian";
import { stopwords as es } from "@orama/stopwords/spanish";
import { stopwords as sv } from "@orama/stopwords/swedish";
import { stopwords as tr } from "@orama/stopwords/turkish";
import {
  ara,
  deu,
  eng,
  fin,
  fra,
  hin,
  ita,
  jpn,
  kor,
  nld,
  pol,
  por,
  rus,
  spa,
  swe,
  tha,
  tur,
  vie,
  zho,
} from "stopword";
import { CLOSED_WORDS, TELLING_WORDS } from "./closed-words.table.ts";

// Each package lacks words that the other has.
const LISTS = {
  ar: [...ar, ...ara],
  de: [...de, ...deu],
  // Most texts are English: what is a word of its own there must not pass for another language.
  en: [...en, ...eng, ..."will just want got big one im ill dont yeah hey hi".split(" ")],
  es: [...es, ...spa],
  fi: [...fi, ...fin],
  fr: [...fr, ...fra],
  hi: hin,
  it: [...it, ...ita],
  ja: jpn,
  ko: kor,
  nl: [...nl, ...nld],
  pl: pol,
  pt: [...pt, ...por],
  ru: [...ru, ...rus],
  sv: [...sv, ...swe],
  th: tha,
  tr: [...tr, ...tur],
  vi: vie,
  zh: zho,
};

/** A language whose words are told apart. Text in any other language is read as English. */
export type Language = keyof typeof LISTS;

const names = Object.keys(LISTS) as Language[];
const lower = (word: string) => word.normalize("NFC").toLowerCase();
const wordsOf = (table: Partial<Record<Language, string>>, name: Language) =>
  table[name]?.split(/\s+/).map(lower) ?? [];
const STOP_WORDS = new Map(
  names.map((name) => [name, new Set([...LISTS[name].map(lower), ...wordsOf(CLOSED_WORDS, name)])]),
);
const HAVING = new Map<string, Language[]>();
for (const [name, words] of STOP_WORDS)
  for (const word of new Set([...words, ...wordsOf(TELLING_WORDS, name)]))
    HAVING.set(word, [...(HAVING.get(word) ?? []), name]);

/** Whether a lower-case word is a stop word of a language. */
export const isStopWordOf = (language: Language, word: string): boolean =>
  STOP_WORDS.get(language)?.has(word) ?? false;

/** The languages that a lower-case word tells: those in which it is a stop word, and a few more words. */
export const languagesWithWord = (word: string): readonly Language[] => HAVING.get(word) ?? [];
