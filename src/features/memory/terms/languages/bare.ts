import type { Language } from "./stop-words.ts";

/**
 * A German or Dutch word without what stemmers leave on: the "ge" or "zu" of a verb ("gewerkt", "eingekauft", "anzurufen"), its "t"
 * ("werkt") and the ending of something small ("hondje", "Häuschen").
 */
export function bareForms(language: Language, word: string): string[] {
  const forms = FORMS[language];
  if (!forms || word.length > lettersMax) return [];
  const found = forms.map((form) => form.exec(word)).find((match) => match !== null);
  const bare = found ? `${found[1] ?? ""}${found[2]}` : word;
  return [...(found ? [bare] : []), ...(ENDS_IN_T.test(bare) ? [bare.slice(0, -1)] : [])];
}

// No word is longer, except in texts that are made to take time.
const lettersMax = 64;
const ENDS_IN_T = /\p{L}{2}[^aeiouyäöüst]t$/u;
const FORMS: Partial<Record<Language, readonly RegExp[]>> = {
  de: [
    /^(ab|an|auf|aus|bei|ein|fest|her|hin|los|mit|nach|um|vor|weg|weiter|zu|zurück|zusammen)?(?:ge|(?<=\p{L})zu)(\p{L}{4,})$/u,
    /^(\p{L}{3,})(?:chen|lein)()s?$/u,
  ],
  nl: [
    /^(aan|af|bij|door|in|mee|na|om|op|over|samen|terug|toe|uit|voor|weg)?ge(\p{L}{4,})$/u,
    /^(\p{L}{3,}?)(?:(?<=[lmnr])etje|(?<=m)pje|tje|je)()s?$/u,
  ],
};
