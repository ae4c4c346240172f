import { lightArabic } from "./arabic.ts";
import { koreanVerb } from "./korean.ts";
import type { Language } from "./stop-words.ts";

/**
 * A word without what stemmers leave on: in German and Dutch the "ge" or "zu" of a verb ("gewerkt", "eingekauft", "anzurufen"), its
 * "t" ("werkt") and the ending of something small ("hondje", "Häuschen"); in Spanish, Italian and Portuguese pronouns at a verb
 * ("caerme"); in Swedish the article of a short word ("passet"); in Arabic articles and pronouns; in Korean the endings of a verb.
 */
export function bareForms(language: Language, word: string): string[] {
  if (word.length > lettersMax) return [];
  if (language === "ar") return [lightArabic(word)];
  if (language === "ko") return [koreanVerb(word) ?? []].flat();
  const forms = FORMS[language];
  if (!forms) return [];
  const found = forms.map((form) => form.exec(word)).find((match) => match !== null);
  const bare = found ? `${found[1] ?? ""}${found[2]}` : word;
  if (!TAKES_T.has(language)) return found ? [bare] : [];
  return [...(found ? [bare] : []), ...(ENDS_IN_T.test(bare) ? [bare.slice(0, -1)] : [])];
}

// No word is longer, except in texts that are made to take time.
const lettersMax = 64;
const TAKES_T: ReadonlySet<Language> = new Set(["de", "nl"]);
const ENDS_IN_T = /\p{L}{2}[^aeiouyäöüst]t$/u;
const FORMS: Partial<Record<Language, readonly RegExp[]>> = {
  de: [
    /^(ab|an|auf|aus|bei|ein|fest|her|hin|los|mit|nach|um|vor|weg|weiter|zu|zurück|zusammen)?(?:ge|(?<=\p{L})zu)(\p{L}{4,})$/u,
    /^(\p{L}{3,})(?:chen|lein)()s?$/u,
    /^(\p{L}{3,}?)s?(?:frei|los)()(?:e|er|es|en|em)?$/u,
  ],
  es: [/^(\p{L}+(?:[aei]r|[aeiáéí]ndo))(?:[mts]e|l[aeo]s?|nos|os)(?:l[aeo]s?)?()$/u],
  it: [
    /^(\p{L}+[aei]r)(?:[mtscv]i|l[aeoi]|ne|gli|[mtcv]el[aeoi]|sene)()$/u,
    /^(\p{L}+[ae]ndo)(?:[mtscv]i|l[aeoi]|ne|gli)()$/u,
  ],
  nl: [
    /^(aan|af|bij|door|in|mee|na|om|op|over|samen|terug|toe|uit|voor|weg)?ge(\p{L}{4,})$/u,
    /^(\p{L}{3,}?)(?:(?<=[lmnr])etje|(?<=m)pje|tje|je)()s?$/u,
    /^(\p{L}{3,}?)(?:vrij|loos|loze)()e?$/u,
  ],
  sv: [
    /^(\p{L}{3,}?)s?(?:fri|lös)()(?:a|t)?$/u,
    /^(\p{L}{3,})(?:arna|erna|orna|ens|ets|en|et|na)()$/u,
    /^(\p{L}{2,}[aeoå])(?:ns|n|t)()$/u,
  ],
};
