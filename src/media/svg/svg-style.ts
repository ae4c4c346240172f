/**
 * CSS that points nowhere outside its document, or null when that cannot be told. `@import` and `@font-face` rules are
 * taken out first, since a drawing without its web font is still the drawing.
 */
export function safeStyle(css: string): string | null {
  const rules = css
    .replace(/\/\*[\s\S]*?\*\//g, " ")
    .replace(/@(?:import|charset|namespace)\b[^;{}]*;/gi, " ")
    .replace(/@font-face\s*\{[^{}]*\}/gi, " ");
  return pointsNowhereElse(rules) ? rules : null;
}

/** Whether a value, an attribute's or a style's, refers to nothing but fragments of its document and rasters inside it. */
export function pointsNowhereElse(value: string): boolean {
  // An escape can spell any of the names below, and no drawing program writes one; so can a comment left open.
  if (value.includes("\\") || value.includes("/*") || forbidden.test(value)) return false;
  const calls = value.match(/url\s*\(/gi)?.length ?? 0;
  const references = [...value.matchAll(/url\s*\(\s*(?:"([^"]*)"|'([^']*)'|([^"'()\s]*))\s*\)/gi)];
  return references.length === calls && references.every(([, ...forms]) => isInside(forms.join("")));
}

/**
 * A whole reference that stays inside: `#fragment`, or a raster as a data URL. An SVG as a data URL would be a second,
 * unseen document, and any other spelling of the bytes would get past the removal of their EXIF.
 */
export function isInside(reference: string): boolean {
  return (
    reference.startsWith("#") ||
    /^data:image\/(?:png|jpe?g|gif|webp);base64,[A-Za-z0-9+/=]*$/i.test(reference)
  );
}

/** Everything in CSS that loads or runs something, apart from `url()`. */
const forbidden =
  /@(?:import|font-face|charset|namespace|document)|(?:image-set|image|src|cross-fade|element|expression|paint)\s*\(|-moz-binding|behavior\s*:|javascript:|vbscript:|</i;
