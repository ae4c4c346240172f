/// <reference path="./color-name.d.ts" />
import names from "color-name";

/** A colour as imgix writes it (a name of CSS, or hexadecimal, alpha first), as `#rrggbbaa`. Undefined if it is none. */
export function colourIn(text: string): string | undefined {
  const word = text.toLowerCase();
  if (Object.hasOwn(names, word)) return `#${Buffer.from(names[word] ?? []).toString("hex")}ff`;
  if (!/^([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/.test(word)) return undefined;
  const long = word.length <= 4 ? [...word].map((digit) => digit + digit).join("") : word;
  return long.length === 6 ? `#${long}ff` : `#${long.slice(2)}${long.slice(0, 2)}`;
}
