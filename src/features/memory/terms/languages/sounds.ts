import type { Language } from "./stop-words.ts";

/**
 * What the forms of a word share beyond its stem: the root of an Arabic word, and the opening of a Finnish one whose consonants
 * change ("rengas", "renkaalle"). Marked, so that no word is spelled like it. Undefined in other languages.
 */
export function kernelOf(language: Language, word: string, stem: string): string | undefined {
  if (word.length > lettersMax) return undefined;
  if (language === "ar") return arabicRoot(word);
  return language === "fi" ? finnishOpening(stem) : undefined;
}

// No word is longer, except in texts that are made to take time.
const lettersMax = 64;
const rootLetters = 3;

/** The consonants of a word without articles, pronouns, endings and the letters that make nouns and verbs of a root. */
function arabicRoot(word: string): string | undefined {
  let left = word
    .replace(/[\u064b-\u065f\u0640\u0670]/gu, "")
    .replace(/[أإآٱ]/gu, "ا")
    .replace(/[ةى]$/u, "");
  left = cut(left, /^[وف]?(?:[بكل]?ال|لل|س)|^[وفبكل](?=ا)/u);
  left = cut(left, /(?:هما|كما|تما|ها|هم|هن|كم|كن|نا|ني|ات|ون|ين|ان|وا|تم|ية|ه|ك|ي)$/u);
  let root = left.replace(/[اويءئؤى]/gu, "");
  for (const affix of [/^ست/u, /^[منت]/u, /(?:ت|ن|ه)$/u, /^[منت]/u])
    if (root.length > rootLetters) root = cut(root, affix);
  if (root.length === 4 && root[1] === "ت") root = `${root[0]}${root.slice(2)}`;
  return root.length >= rootLetters && root.length <= 4 ? `√${root}` : undefined;
}

/** Without a match of `affix`, if enough is left. */
function cut(word: string, affix: RegExp): string {
  const left = word.replace(affix, "");
  return left.length >= rootLetters ? left : word;
}

const openingLetters = 4;
const openingLettersMin = 3;

/** The first letters of a stem, with the weak forms of consonants as their strong ones. */
function finnishOpening(stem: string): string | undefined {
  const strong = stem.replace(/kk|pp|tt|ng|nn|mm|ll|rr|hj|lj|rj|d|v/g, (weak) => STRONG[weak] ?? weak);
  const opening = strong.replace(/[aeiouy]+$/, "").slice(0, openingLetters);
  return opening.length >= openingLettersMin ? `~${opening}` : undefined;
}

const STRONG: Record<string, string> = {
  kk: "k",
  pp: "p",
  tt: "t",
  ng: "nk",
  nn: "nt",
  mm: "mp",
  ll: "lt",
  rr: "rt",
  hj: "hk",
  lj: "lk",
  rj: "rk",
  d: "t",
  v: "p",
};
