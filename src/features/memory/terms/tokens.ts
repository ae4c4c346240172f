import { bareForms } from "./languages/bare.ts";
import { askedEdges, edgesOf, isCompounding } from "./languages/compounds.ts";
import { simplified } from "./languages/hanzi.ts";
import { dictionaryForms } from "./languages/irregular.ts";
import { kanjiOfKana } from "./languages/kana.ts";
import { skeletonTerms } from "./languages/skeleton.ts";
import { kernelOf } from "./languages/sounds.ts";
import { spellings } from "./languages/spellings.ts";
import { stemIn } from "./languages/stemmers.ts";
import { isStopWordOf, type Language } from "./languages/stop-words.ts";
import { fold, stemOf, stems } from "./tokenise.ts";

/** A word of a text. */
export interface Token {
  stem: string;
  /** The word with its tones, in Vietnamese, where the stem has none and stands for several words. */
  exact?: string;
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
    .filter(({ word }) => !isStopWordOf(language, word))
    .map(({ word, written }) => (segmenter ? ofUnspaced(word, written, language) : ofSpaced(word, language)));
}

function ofSpaced(word: string, language: Language): Token {
  const stemOfForm = (form: string) => fold(stemIn(language, form));
  const stem = stemOfForm(word);
  const bare = bareForms(language, word);
  const dictionary = [word, ...bare].flatMap((form) => dictionaryForms(language, form));
  const others = [...bare, ...dictionary, ...spellings(language, word)];
  const forms = [stemOf(fold(word)), ...others.map(stemOfForm)];
  const also = [...new Set(forms)].filter((form) => form !== stem && form !== "");
  const { stored, asked } = partsOf(word, stem, language);
  const exact = language === "vi" && word !== stem ? { exact: word } : {};
  return { stem, ...exact, also, parts: stored, askedParts: asked };
}

function partsOf(word: string, stem: string, language: Language): { stored: string[]; asked: string[] } {
  if (language === "ko") return { stored: pairsOf(word), asked: pairsOf(word) };
  if (language === "hi") return skeletonTerms(word);
  const kernel = [kernelOf(language, word, stem) ?? []].flat();
  if (!isCompounding(language)) return { stored: kernel, asked: kernel };
  // Dutch writes a long vowel once or twice ("gitaar", "gitaren").
  const even = language === "nl" ? stem.replace(/([aeou])\1/gu, "$1") : stem;
  return { stored: [...kernel, ...edgesOf(even)], asked: [...kernel, ...askedEdges(even)] };
}

/** `written` is the word as the text has it, if it is another. */
function ofUnspaced(word: string, written: string, language: Language): Token {
  const also = [...new Set([written, ...spellings(language, word)])].filter((form) => form !== word);
  const parts = [word, ...also]
    .flatMap((form) => [...(form.match(IDEOGRAPH) ?? []), ...pairsOf(form)])
    .filter((part) => part !== word);
  return { stem: word, also, parts, askedParts: parts };
}

/** The lower-case words of a text with their accents. Chinese ones are in simplified characters. */
function wordsIn(
  text: string,
  language: Language,
  segmenter: Intl.Segmenter | undefined,
): { word: string; written: string }[] {
  // Compatibility folding can turn one character into eighteen.
  const spelled = text.normalize("NFKC").slice(0, Math.max(256, 4 * text.length));
  const lower = language === "tr" ? spelled.toLocaleLowerCase("tr") : spelled.toLowerCase();
  if (!segmenter) return (lower.match(WORD) ?? []).map((word) => ({ word, written: word }));
  const read = language === "zh" ? simplified(lower) : lower;
  const words = [...segmenter.segment(read)].flatMap(({ segment, index, isWordLike }) =>
    isWordLike ? [{ word: segment, written: lower.slice(index, index + segment.length) }] : [],
  );
  return language === "ja" ? [...words, ...kanjiOfKana(read)] : words;
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
