import { KANA_WORDS } from "./kana.table.ts";

/** The kanji of the words of a lower-case Japanese text that are written in kana, each with its kana. */
export function kanjiOfKana(text: string): { word: string; written: string }[] {
  return [...inHiragana(text).matchAll(KANA)].map(([written]) => ({
    word: KANJI.get(written) ?? written,
    written,
  }));
}

export const inHiragana = (text: string) =>
  text.replace(/[\u30a1-\u30f6]/gu, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));

const KANJI = new Map(
  KANA_WORDS.trim()
    .split(/\s+/)
    .map((entry) => entry.split(":") as [string, string]),
);
// Words of two kana occur within others, so they must stand between particles or other scripts.
const longer = [...KANJI.keys()].filter((kana) => kana.length > 2).sort((a, b) => b.length - a.length);
const short = [...KANJI.keys()].filter((kana) => kana.length === 2);
const KANA = new RegExp(
  `${longer.join("|")}|(?<![ぁ-んー])(?:${short.join("|")})(?=[はがをにのもとでへや]|[^ぁ-ん]|$)`,
  "gu",
);
