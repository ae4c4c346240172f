import { IRREGULAR_FORMS } from "./irregular.table.ts";
import { stemIn } from "./stemmers.ts";
import type { Language } from "./stop-words.ts";

/** The dictionary forms of a lower-case word that stemming does not join with them ("umgezogen": "umziehen" and "ziehen"). */
export function dictionaryForms(language: Language, word: string): string[] {
  const forms = FORMS.get(language);
  if (!forms || word.length > lettersMax) return [];
  const known = forms.get(word) ?? forms.get(stemIn(language, word));
  if (known) return known;
  const [, prefix = "", rest = ""] = PREFIXED[language]?.exec(word) ?? [];
  return (forms.get(rest) ?? []).flatMap((form) => [`${prefix}${form}`, form]);
}

// No word is longer, except in texts that are made to take time.
const lettersMax = 64;

// Shorter stems are those of other words too.
const stemLettersMin = 3;

const PREFIXED: Partial<Record<Language, RegExp>> = {
  de: /^(ab|an|auf|aus|bei|da|durch|ein|fest|her|hin|los|mit|nach|über|um|unter|vor|weg|weiter|wieder|zu|zurück|zusammen|be|ent|er|ver|zer)(\p{L}{3,})$/u,
  es: /^(des|re|con|com|en|ex|dis|su|pro|pre)(\p{L}{4,})$/u,
  fr: /^(re|ré|r|dé|des|com|pro|sur|entre|par|ap|pour)(\p{L}{3,})$/u,
  it: /^(ri|dis|tra|com|pro|s|ac|ri)(\p{L}{4,})$/u,
  nl: /^(aan|achter|af|bij|door|in|mee|na|om|onder|op|over|samen|tegen|terug|toe|uit|voor|weg|be|ge|her|ont|ver)(\p{L}{3,})$/u,
  pt: /^(des|re|com|con|pro|pre|en|em)(\p{L}{4,})$/u,
  sv: /^(an|av|be|bort|fram|för|hem|igenom|in|ned|om|på|till|under|upp|ut|över)(\p{L}{3,})$/u,
};

const FORMS = new Map(
  Object.entries(IRREGULAR_FORMS).map(([language, table]) => [
    language as Language,
    readForms(language as Language, table),
  ]),
);

function readForms(language: Language, table: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const entry of table.normalize("NFC").split(/[|\n]/)) {
    const [form = "", others = ""] = entry.split(":").map((part) => part.trim());
    const words = [form, ...others.split(" ")];
    const stems = words.map((word) => stemIn(language, word)).filter((stem) => stem.length >= stemLettersMin);
    for (const word of new Set([...words, ...stems]))
      found.set(word, [...new Set([...(found.get(word) ?? []), form])]);
  }
  return found;
}
