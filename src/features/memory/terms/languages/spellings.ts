import { inHiragana } from "./kana.ts";
import type { Language } from "./stop-words.ts";

/** Other spellings of a lower-case word, of which both sides of a search may have one. */
export function spellings(language: Language, word: string): string[] {
  if (word.length > lettersMax) return [];
  return (SPELLINGS[language] ?? plainly)(word).filter((spelling) => spelling !== word);
}

// No word is longer, except in texts that are made to take time.
const lettersMax = 64;

const SPELLINGS: Partial<Record<Language, (word: string) => string[]>> = {
  ar: (word) => [withoutHamza(word)],
  de: (word) => [
    withoutMarks(word),
    withoutMarks(word.replace(/(?<![aeäoöq])([ou])e|(?<![äe])(a)e/gu, "$1$2")),
  ],
  hi: (word) => [ofDevanagari(word)],
  ja: (word) => [inHiragana(word)],
  // Their letters are made of marks.
  ko: () => [],
  th: (word) => [word.replace(/[\u0e34-\u0e3a]?\p{L}?\u0e4c|[\u0e47-\u0e4b]/gu, "")],
};

const plainly = (word: string) => [withoutMarks(word)];

/** Without accents, and with the nearest plain letter for those that are letters of their own. */
function withoutMarks(word: string): string {
  return word
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[łøđßæœı]/gu, (letter) => PLAIN[letter] ?? letter);
}

const PLAIN: Record<string, string> = { ł: "l", ø: "o", đ: "d", ß: "ss", æ: "ae", œ: "oe", ı: "i" };

/** With bare alif and yeh, as most people type them. */
const withoutHamza = (word: string) =>
  word
    .replace(/[\u064b-\u065f\u0640\u0670]/gu, "")
    .replace(/[أإآٱ]/gu, "ا")
    .replace(/ى/gu, "ي")
    .replace(/ؤ/gu, "و")
    .replace(/ئ/gu, "ي")
    .replace(/ة$/u, "ه");

/** Without nukta, with one sign for nasals, and with the vowels that are written in several ways made one. */
const ofDevanagari = (word: string) =>
  word
    .normalize("NFKD")
    .replace(/़/gu, "")
    .replace(/ँ|[ङञणनम]्(?=[क-म])/gu, "ं")
    .replace(/[ॉॅ]/gu, "ा")
    .replace(/ऑ/gu, "आ")
    .replace(/य([ेीाो])/gu, (_, vowel: string) => WITHOUT_GLIDE[vowel] ?? vowel);

const WITHOUT_GLIDE: Record<string, string> = { "े": "ए", "ी": "ई", "ा": "आ", "ो": "ओ" };
