import { indexed } from "./pattern-index.ts";

/** Writes contractions out and makes apostrophes straight: "Im", "I’m" → "I am"; "don't" → "do not". */
export function spelledOut(sentence: string): string {
  return spellingsIn(sentence)
    .reduce((text, [pattern, full]) => text.replace(pattern, full), sentence)
    .replace(/\s+/g, " ")
    .trim();
}

export const SPELLINGS: [RegExp, string][] = [
  [/[’‘ʼ`]/g, "'"],
  [/\bI'?m(?= [^\p{Lu}]|$)|\bI'm\b|\bi'?m(?= )/gu, "I am"],
  [/\b[Ii]'ve\b|\b[Ii]ve(?= )/g, "I have"],
  [/\b[Ii]'d\b/g, "I would"],
  [/\b[Ii]'ll\b/g, "I will"],
  [/\bi\b(?=[ ,])/g, "I"],
  [/\b([Ww])e're\b/g, "$1e are"],
  [/\b([Ww])e've\b/g, "$1e have"],
  [/\b([Ww])e'll\b/g, "$1e will"],
  [/\bcan(?:'?t|not)\b/gi, "can not"],
  [/\bwon't\b/gi, "will not"],
  [/\b(do|does|did|is|are|was|were|have|has|had|would|should|could)n'?t\b/gi, "$1 not"],
  [/\bhave got(?! to\b)(?= )/gi, "have"],
  [/\b(?:gonna|going 2)\b/gi, "going to"],
  [/\bb-?day\b/gi, "birthday"],
  [/\bfave?\b/gi, "favourite"],
  [/\bwanna\b/gi, "want to"],
  [/\b([Nn]ame)'s\b/g, "$1 is"],
  [/\b([Bb]irthday)'s\b/g, "$1 is"],
  [
    /\b([Mm]y (?:flat|apartment|house|place|room|condo|studio|son|daughter|sister|brother|wife|husband|partner|mum|mom|dad))'s (?=in\b)/g,
    "$1 is ",
  ],
  [/\b([Mm]y [a-z]+)'s (?=got\b)/g, "$1 has "],
  [/\bhas got(?! to\b)(?= )/gi, "has"],
  [
    /\b([Mm]y (?:favou?rite )?[a-z]+)'s (?=(?:a|an|called|named|from|allergic|vegan|vegetarian)\b)/g,
    "$1 is ",
  ],
];

// None of them requires a word that one before it writes.
const spellingsIn = indexed(SPELLINGS, ([pattern]) => pattern);
