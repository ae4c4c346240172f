/** The DocType of an EBML file ("webm", "matroska"), or null for anything that is not EBML. */
export function matroskaDocType(head: Uint8Array): string | null {
  if (head[0] !== 0x1a || head[1] !== 0x45 || head[2] !== 0xdf || head[3] !== 0xa3) return null;
  let at = 4 + sizeLength(head[4]);
  // The EBML header holds about eight small elements; ids of one or two bytes, sizes of one in practice.
  for (let element = 0; element < 32 && at + 3 < head.length; element++) {
    const idLength = (head[at] ?? 0) & 0x80 ? 1 : 2;
    const isDocType = head[at] === 0x42 && head[at + 1] === 0x82;
    at += idLength;
    const length = sizeLength(head[at]);
    let size = (head[at] ?? 0) & (0xff >> length);
    for (let i = 1; i < length; i++) size = size * 256 + (head[at + i] ?? 0);
    at += length;
    if (isDocType)
      return String.fromCharCode(...head.subarray(at, at + Math.min(size, 16))).replace(/\0+$/, "");
    at += size;
  }
  return null;
}

/** An EBML size says its own length by its leading zero bits. */
function sizeLength(first = 0): number {
  return first === 0 ? 8 : Math.clz32(first) - 23;
}
