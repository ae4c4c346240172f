import { bareForms } from "./languages/bare.ts";
import { askedEdges, edgesOf, isCompounding } from "./languages/compounds.ts";
import { kernelOf } from "./languages/sounds.ts";
import { stemIn } from "./languages/stemmers.ts";
import { isStopWordOf, type Language } from "./languages/stop-words.ts";
import { fold, stemOf, stems } from "./tokenise.ts";

/** A word of a text. */
export interface Token {
  stem: string;
  /** Other forms under which it may be stored or asked for: its stem as if it were English. */
  also: readonly string[];
  /**
   * Parts of it that are stored: characters and pairs of characters in scripts where words have no borders or many endings, the
   * edges of a compound, the root.
   */
  parts: readonly string[];
  /** Parts of it that are looked up. */
  askedParts: readonly string[];
}

/**
 * The words of a text in order, without stop words. English gives what `stems` gives. Other languages are stemmed by their own
 * rules, and keep the English form beside: a text whose language was taken for English is found by it.
 */
export function tokens(text: string, language: Language): Token[] {
  if (language === "en")
    return stems(text).map((stem) => ({ stem, also: NONE, parts: NONE, askedParts: NONE }));
  const segmenter = SEGMENTERS[language];
  return wordsIn(text, language, segmenter)
    .filter((word) => !isStopWordOf(language, word))
    .map((word) => (segmenter ? ofUnspaced(word) : ofSpaced(word, language)));
}

function ofSpaced(word: string, language: Language): Token {
  const stem = fold(stemIn(language, word));
  const english = stemOf(fold(word));
  const bare = bareForms(language, word).map((form) => fold(stemIn(language, form)));
  const also = [...new Set([english, ...bare])].filter((form) => form !== stem);
  if (language === "ko") return { stem, also, parts: pairsOf(word), askedParts: pairsOf(word) };
  const kernel = kernelOf(language, word, stem) ?? [];
  if (!isCompounding(language)) return { stem, also, parts: [kernel].flat(), askedParts: [kernel].flat() };
  return {
    stem,
    also,
    parts: [kernel, edgesOf(stem)].flat(),
    askedParts: [kernel, askedEdges(stem)].flat(),
  };
}

function ofUnspaced(word: string): Token {
  const parts = [...(word.match(IDEOGRAPH) ?? []), ...pairsOf(word)].filter((part) => part !== word);
  return { stem: word, also: [], parts, askedParts: parts };
}

/** The lower-case words of a text with their accents. */
function wordsIn(text: string, language: Language, segmenter: Intl.Segmenter | undefined): string[] {
  // Compatibility folding can turn one character into eighteen.
  const spelled = text.normalize("NFKC").slice(0, Math.max(256, 4 * text.length));
  const lower = language === "tr" ? spelled.toLocaleLowerCase("tr") : spelled.toLowerCase();
  if (!segmenter) return lower.match(WORD) ?? [];
  return [...segmenter.segment(lower)].flatMap(({ segment, isWordLike }) => (isWordLike ? [segment] : []));
}

/** Overlapping pairs of characters, each with its marks. */
function pairsOf(word: string): string[] {
  const letters = word.match(/\P{M}\p{M}*/gu) ?? [];
  return letters.slice(1).map((letter, i) => `${letters[i]}${letter}`);
}

const NONE: readonly string[] = [];
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;
const IDEOGRAPH = /\p{sc=Han}/gu;
const SEGMENTERS: Partial<Record<Language, Intl.Segmenter>> = {
  ja: new Intl.Segmenter("ja", { granularity: "word" }),
  th: new Intl.Segmenter("th", { granularity: "word" }),
  zh: new Intl.Segmenter("zh", { granularity: "word" }),
};
