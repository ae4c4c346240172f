export function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Also escapes white space, which a parser would otherwise normalise to blanks. */
export function escapeAttribute(text: string): string {
  const escaped = escapeText(text).replaceAll('"', "&quot;");
  return escaped.replaceAll("\n", "&#10;").replaceAll("\t", "&#9;").replaceAll("\r", "&#13;");
}
