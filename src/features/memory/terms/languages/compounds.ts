import type { Language } from "./stop-words.ts";

/** Languages that write compounds as one word ("huurverhoging", "Knieoperation"). */
const COMPOUNDING: ReadonlySet<Language> = new Set(["de", "fi", "nl", "sv"]);

export const isCompounding = (language: Language): boolean => COMPOUNDING.has(language);

const compoundLettersMin = 7;
const compoundLettersMax = 40;
// Shorter parts are mostly endings, or letters that join two words.
const partLettersMin = 4;
const partLettersMax = 10;
// Where the second part of a compound may begin.
const firstCut = 3;
const openingLetters = 5;

/**
 * What is stored of a stem that may be a compound: its first and last letters with a hyphen at the cut, and with two the letters
 * with which its other parts may begin.
 */
export function edgesOf(stem: string): string[] {
  if (!mayBeCompound(stem)) return [];
  const edges = [startOf(stem, 3), startOf(stem, 4), endOf(stem, 3), endOf(stem, 4)];
  for (const cut of cutsOf(stem)) edges.push(innerOf(stem.slice(cut, cut + openingLetters)));
  return edges;
}

/** What finds an asked stem: compounds that it is part of, and words or compounds that it may be made of itself. */
export function askedEdges(stem: string): string[] {
  if (stem.length < 3) return [];
  const whole =
    stem.length < openingLetters ? [`${stem}-`, `-${stem}`] : [innerOf(stem.slice(0, openingLetters))];
  return mayBeCompound(stem) ? [...whole, ...asCompound(stem)] : whole;
}

/** What is left of each cut of a compound, as whole words, and its parts at the edges of other compounds. */
function asCompound(stem: string): string[] {
  const parts = [stem.slice(0, 3), startOf(stem, 4), endOf(stem, 4), `-${stem.slice(0, 4)}`];
  for (let length = partLettersMin; length <= Math.min(partLettersMax, stem.length - firstCut); length++)
    parts.push(stem.slice(0, length), stem.slice(-length), startOf(stem.slice(-length), 4));
  return parts;
}

/** Where its parts may begin: at its own beginning, and after its first part. */
function cutsOf(stem: string): number[] {
  const last = stem.length - openingLetters;
  return last < firstCut ? [0] : [0, ...Array.from({ length: last - firstCut + 1 }, (_, i) => firstCut + i)];
}

const mayBeCompound = (stem: string) =>
  stem.length >= compoundLettersMin && stem.length <= compoundLettersMax;
const startOf = (stem: string, letters: number) => `${stem.slice(0, letters)}-`;
const endOf = (stem: string, letters: number) => `-${stem.slice(-letters)}`;
const innerOf = (letters: string) => `-${letters}-`;
