/** The brands of an ISO base media file (MP4, MOV, HEIC, AVIF), or null when the file does not begin with `ftyp`. */
export function boxBrands(head: Uint8Array): { major: string; compatible: string[] } | null {
  if (head.length < 16 || fourCharacters(head, 4) !== "ftyp") return null;
  const end = Math.min(boxSize(head, 0), head.length);
  const compatible: string[] = [];
  for (let at = 16; at + 4 <= end; at += 4) compatible.push(fourCharacters(head, at));
  return { major: fourCharacters(head, 8), compatible };
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
