import { stemmer as arabic } from "@orama/stemmers/arabic";
import { stemmer as dutch } from "@orama/stemmers/dutch";
import { stemmer as finnish } from "@orama/stemmers/finnish";
import { stemmer as french } from "@orama/stemmers/french";
import { stemmer as german } from "@orama/stemmers/german";
import { stemmer as hindi } from "@orama/stemmers/indian";
import { stemmer as italian } from "@orama/stemmers/italian";
import { stemmer as portuguese } from "@orama/stemmers/portuguese";
import { stemmer as russian } from "@orama/stemmers/russian";
import { stemmer as spanish } from "@orama/stemmers/spanish";
import { stemmer as swedish } from "@orama/stemmers/swedish";
import { stemmer as turkish } from "@orama/stemmers/turkish";
import type { Language } from "./stop-words.ts";

// No word is longer, except in texts that are made to take time.
const lettersMax = 64;

/** The stem of a lower-case word with its accents. Unchanged in languages without a stemmer. */
export function stemIn(language: Language, word: string): string {
  return word.length > lettersMax ? word : (STEMMERS[language]?.(word) ?? word);
}

/** The Snowball stemmers, and two of our own where there is none. English has `stem.ts`; other languages do not inflect. */
const STEMMERS: Partial<Record<Language, (word: string) => string>> = {
  ar: arabic,
  de: german,
  es: spanish,
  fi: finnish,
  fr: french,
  hi: hindi,
  it: italian,
  ko: withoutParticle,
  nl: dutch,
  pl: polish,
  pt: portuguese,
  ru: russian,
  sv: swedish,
  tr: turkish,
};

const lettersLeftMin = 3;

/** Takes the longest ending of nouns, adjectives and verbs off, if enough is left. */
function polish(word: string): string {
  const left = word.replace(POLISH_ENDINGS, "");
  return left.length >= lettersLeftMin ? left : word;
}

const POLISH_ENDINGS =
  /(?:iliśmy|aliśmy|owanie|owania|owałem|owałam|eniem|aniem|enia|enie|ania|anie|ałem|ałam|iłem|iłam|ałeś|ałaś|iłeś|iłaś|owych|owego|owej|owym|ować|iego|iemu|ego|emu|ymi|imi|ami|iach|ach|owi|ych|ich|ego|iej|iem|iom|iów|ają|ało|iło|ała|iła|ali|ili|ał|ił|ać|ić|eć|yć|ów|om|em|im|ym|ej|ie|ia|ią|ię|iu|a|ą|e|ę|i|o|u|y)$/u;

/** A Korean word without the particle that marks its case. */
function withoutParticle(word: string): string {
  const left = word.replace(KOREAN_PARTICLES, "");
  return left.length > 0 ? left : word;
}

const KOREAN_PARTICLES =
  /(?:에서는|에서도|으로는|에게서|한테서|이라고|까지는|에서|에게|한테|으로|부터|까지|이랑|처럼|보다|마다|라고|하고|이나|에는|에도|와의|과의|은|는|이|가|을|를|의|에|로|와|과|도|만|랑)$/u;
