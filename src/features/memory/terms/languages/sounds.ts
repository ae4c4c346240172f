import type { Language } from "./stop-words.ts";

/**
 * What the forms of a word share beyond its stem: the root of an Arabic word, the opening of a Finnish one whose consonants
 * change ("rengas", "renkaalle"), and a Polish or Russian one without its prefix ("позвонят", "звонить"). Marked, so that no word
 * is spelled like it. Undefined in other languages.
 */
export function kernelOf(language: Language, word: string, stem: string): string | undefined {
  if (word.length > lettersMax) return undefined;
  if (language === "ar") return arabicRoot(word);
  if (language === "pl" || language === "ru") return withoutPrefix(stem, SLAVIC[language]);
  return language === "fi" ? finnishOpening(stem) : undefined;
}

const slavicLetters = { min: 4, max: 5 };
const SLAVIC = {
  pl: /^(?:auto|foto|mini|mikro|pół|pol|super|tele|wideo|niedo|nie|prze|przy|pod|roz|nad|od|ob|do|na|po|wy|za|z(?=[^aeiouyąęó])|s(?=[^aeiouyąęó])|u)(?=.{4})/u,
  ru: /^(?:авто|аэро|вело|видео|кино|макро|мини|микро|мото|полу|радио|супер|теле|фото|электро|пере|недо|при|про|под|раз|рас|над|над|об|от|до|за|из|ис|на|по|вы|с(?=[^аеиоуыэюя])|в(?=[^аеиоуыэюя])|у|о(?=[^аеиоуыэюя]))(?=.{4})/u,
};

/** The first letters after a prefix. */
function withoutPrefix(stem: string, prefix: RegExp): string | undefined {
  const rest = stem.replace(prefix, "").slice(0, slavicLetters.max);
  return rest.length >= slavicLetters.min ? `·${rest}` : undefined;
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
  const noun = /^ت(\p{L}{2})ي(\p{L})$/u.exec(left);
  if (noun) return `√${noun[1]}${noun[2]}`;
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
