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
