import type { Language } from "../terms/languages/stop-words.ts";
import { stemOf } from "../terms/tokenise.ts";

/**
 * Words that ask, count, order or stand for any topic ("what kind of", "between", "various", "experience"). They are in questions of
 * all kinds, but few exchanges have them, so that their rarity overrates them.
 */
export const isAskingWord = (stem: string, language: Language): boolean =>
  language === "en" && STEMS.has(stem);

const STEMS = new Set(
  `describe mention discuss discussion conversation talk say tell
  kind type sort many much long often ever during while between before after both base
  various different several specific particular certain overall main
  way approach experience activity aspect part thing`
    .split(/\s+/)
    .map(stemOf),
);
