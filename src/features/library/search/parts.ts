/** Stands in a text where a word has a border inside. `search_mark_parts` in SQL puts it at the same places. */
export const cut = "\u0001";

// Accents of a text that is not composed. Only scripts that use these have capitals.
const marks = "[\\u0300-\\u036f]*";
const letter = "[\\p{L}\\u0300-\\u036f]";

// Georgian letters are small since Unicode 11 and U+0295 is not since 15.1, which not every Postgres knows.
const small = "(?![\\u0295\\u10d0-\\u10ff])\\p{Ll}";

const borders = [
  // sunset|Beach, but not i|Phone.
  new RegExp(`(\\p{L}${marks}${small}${marks})(?=\\p{Lu})`, "gu"),
  // XML|Http
  new RegExp(`(\\p{Lu}${marks}\\p{Lu}${marks})(?=\\p{Lu}${marks}${small})`, "gu"),
  // img|1234, but not v2 or b2b: two on each side, or three letters.
  new RegExp(`(${letter}{3}(?=[0-9])|${letter}{2}(?=[0-9]{2}))`, "gu"),
  new RegExp(`([0-9](?=${letter}{3})|[0-9]{2}(?=${letter}{2}))`, "gu"),
];

/** Marks where the words of a text have parts: at capitals, and between letters and digits. Folding keeps the marks. */
export function markParts(original: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a text's own would be taken for ours
  const clean = original.replace(/[\u0001\u0002]/g, " ");
  return borders.reduce((text, border) => text.replace(border, `$1${cut}`), clean);
}
