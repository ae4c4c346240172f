import type { MediaType } from "./media-type.ts";

/** The brands of an ISO base media file (MP4, MOV, HEIC, AVIF, JPEG 2000), or null when the file does not begin with `ftyp`. */
export function boxBrands(head: Uint8Array): Brands | null {
  // JPEG 2000 has a signature box of twelve bytes before it.
  const from = head.length > 12 && fourCharacters(head, 4) === "jP  " ? 12 : 0;
  if (head.length < from + 16 || fourCharacters(head, from + 4) !== "ftyp") return null;
  const end = Math.min(from + boxSize(head, from), head.length);
  const compatible: string[] = [];
  for (let at = from + 16; at + 4 <= end; at += 4) compatible.push(fourCharacters(head, at));
  return { major: fourCharacters(head, from + 8), compatible };
}

interface Brands {
  major: string;
  compatible: string[];
}

const heicBrands = ["heic", "heix", "hevc", "hevx", "heim", "heis", "hevm", "hevs"];
const mp4Brands =
  /^(iso[m2-9abc]|mp4[12]|mp71|avc1|hvc1|M4V |M4VH|M4VP|MSNV|NDS[CHMPS]|XAVC|dash|cmf[c2fs]|mmp4|f4v )$/;
/** Types that the first brand alone decides; null for sound, encrypted sound and books, which may claim to be MP4. */
const typeByBrand = new Map<string, MediaType | null>([
  ...["avif", "avis"].map((brand) => [brand, "image/avif"] as const),
  ...heicBrands.map((brand) => [brand, "image/heic"] as const),
  ...["jp2 ", "jpx ", "jph "].map((brand) => [brand, "image/jp2"] as const),
  ["crx ", "image/x-canon-cr3"],
  ["qt  ", "video/quicktime"],
  ...["3g2a", "3g2b", "3g2c", "KDDI"].map((brand) => [brand, "video/3gpp2"] as const),
  ...["M4A ", "M4B ", "M4P ", "F4A ", "F4B "].map((brand) => [brand, null] as const),
]);

/** The accepted type of a file with these brands, or null. */
export function mediaTypeOfBrands({ major, compatible }: Brands): MediaType | null {
  const known = typeByBrand.get(major);
  if (known !== undefined) return known;
  if (major === "mif1" || major === "msf1" || major === "mif2") {
    if (compatible.includes("avif") || compatible.includes("avis")) return "image/avif";
    return compatible.some((brand) => heicBrands.includes(brand)) ? "image/heic" : "image/heif";
  }
  // Phones and cameras write brands of their own into MP4 files, and name the standard's beside them.
  if ([major, ...compatible].some((brand) => mp4Brands.test(brand))) return "video/mp4";
  return /^3g[ehprst][1-9]$/.test(major) ? "video/3gpp" : null;
}

/** QuickTime before 2001 has no `ftyp`: it begins with the movie, or with its data behind one padding box. */
export function movieWithoutBrands(head: Uint8Array): boolean {
  if (head.length < 16) return false;
  const first = fourCharacters(head, 4);
  if (first === "moov" || first === "mdat") return true;
  if (first !== "wide" && first !== "free" && first !== "skip") return false;
  const next = boxSize(head, 0);
  if (next < 8 || next + 8 > head.length) return false;
  const second = fourCharacters(head, next + 4);
  return second === "moov" || second === "mdat";
}

function boxSize(head: Uint8Array, at: number): number {
  return new DataView(head.buffer, head.byteOffset).getUint32(at);
}

function fourCharacters(head: Uint8Array, at: number): string {
  return String.fromCharCode(...head.subarray(at, at + 4));
}
