/**
 * CSS without references outside its document, or null when that cannot be ensured. `@import` and `@font-face` rules
 * are removed first, because a drawing is still useful without its web font.
 */
export function sanitiseCss(css: string): string | null {
  const rules = css
    .replace(/\/\*[\s\S]*?\*\//g, " ")
    .replace(/@(?:import|charset|namespace)\b[^;{}]*;/gi, " ")
    .replace(/@font-face\s*\{[^{}]*\}/gi, " ");
  return hasOnlyInternalReferences(rules) ? rules : null;
}

/** Whether an attribute value or CSS refers only to fragments of its document and to embedded rasters. */
export function hasOnlyInternalReferences(value: string): boolean {
  // A CSS escape can spell any forbidden name, and no drawing program writes one. An unclosed comment can hide one.
  if (value.includes("\\") || value.includes("/*") || forbidden.test(value)) return false;
  const calls = value.match(/url\s*\(/gi)?.length ?? 0;
  const references = [...value.matchAll(/url\s*\(\s*(?:"([^"]*)"|'([^']*)'|([^"'()\s]*))\s*\)/gi)];
  return (
    references.length === calls && references.every(([, ...forms]) => isInternalReference(forms.join("")))
  );
}

/**
 * Whether a reference is `#fragment` or a raster as a base64 data URL. An SVG as a data URL would be a second document
 * that nobody checks, and other encodings would bypass the removal of EXIF.
 */
export function isInternalReference(reference: string): boolean {
  return (
    reference.startsWith("#") ||
    /^data:image\/(?:png|jpe?g|gif|webp);base64,[A-Za-z0-9+/=]*$/i.test(reference)
  );
}

/** Everything in CSS that loads or runs something, except `url()`. */
const forbidden =
  /@(?:import|font-face|charset|namespace|document)|(?:image-set|image|src|cross-fade|element|expression|paint)\s*\(|-moz-binding|behavior\s*:|javascript:|vbscript:|</i;
