import { xmlHead } from "../bytes/xml-text.ts";

/**
 * Whether the text begins as an SVG document: an `svg` root after nothing but a byte order mark, white space,
 * an XML prolog, comments, processing instructions and a DOCTYPE. HTML with an `<svg>` in it is not one.
 */
export function beginsAsSvg(head: Uint8Array): boolean {
  const text = xmlHead(head);
  let at = text.startsWith("\xef\xbb\xbf") ? 3 : 0;
  for (;;) {
    at = skipSpace(text, at);
    if (text.startsWith("<?", at)) at = after(text, "?>", at);
    else if (text.startsWith("<!--", at)) at = after(text, "-->", at);
    else if (/^<!doctype/i.test(text.slice(at, at + 9))) at = afterDoctype(text, at);
    else return /^<(?:[A-Za-z_][\w.-]{0,30}:)?svg[\s/>]/.test(text.slice(at, at + 64));
    if (at < 0) return false;
  }
}

function skipSpace(text: string, at: number): number {
  while (at < text.length && " \t\r\n".includes(text.charAt(at))) at++;
  return at;
}

function after(text: string, end: string, from: number): number {
  const found = text.indexOf(end, from);
  return found < 0 ? -1 : found + end.length;
}

/** A DOCTYPE may hold declarations in brackets, each with its own `>`. */
function afterDoctype(text: string, from: number): number {
  const close = text.indexOf(">", from);
  const bracket = text.indexOf("[", from);
  if (bracket < 0 || close < bracket) return close < 0 ? -1 : close + 1;
  const end = /\]\s*>/g;
  end.lastIndex = bracket;
  return end.test(text) ? end.lastIndex : -1;
}
