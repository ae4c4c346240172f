import type { MediaType } from "./media-type.ts";

/**
 * The type of a camera's raw photograph, or null. Most makers write TIFF files with tags or a header of their own; a
 * TIFF that is no raw photograph holds its picture in its first directory, theirs holds a thumbnail there.
 */
export function rawPhotoType(head: Uint8Array): MediaType | null {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  const start = bytes.toString("latin1", 0, 16);
  if (start.startsWith("FUJIFILMCCD-RAW ")) return "image/x-fuji-raf";
  if (/^(IIRO|IIRS|MMOR)/.test(start)) return "image/x-olympus-orf";
  if (start.startsWith("IIU\0")) return "image/x-panasonic-rw2";
  if (!start.startsWith("II*\0") && !start.startsWith("MM\0*")) return null;
  if (start.startsWith("CR", 8)) return "image/x-canon-cr2";
  return typeOfDirectory(firstDirectory(bytes));
}

/** Entries by tag: the value's number when it stands in the entry, and its text when it lies within the head. */
type Directory = Map<number, { number: number; text: string }>;

const tags = { subfileType: 254, compression: 259, make: 271, subDirectories: 330, dngVersion: 50706 };

/** Compressions that cameras alone use: Sony's, Samsung's, Nikon's and Pentax's. */
const rawCompressions = [32767, 32770, 34713, 65535];

/** By the maker's name, in capitals. */
const makers: [string, MediaType][] = [
  ["NIKON", "image/x-nikon-nef"],
  ["SONY", "image/x-sony-arw"],
  ["PENTAX", "image/x-pentax-pef"],
  ["RICOH", "image/x-pentax-pef"],
  ["SAMSUNG", "image/x-samsung-srw"],
];

function typeOfDirectory(directory: Directory): MediaType | null {
  if (directory.has(tags.dngVersion)) return "image/x-adobe-dng";
  const numberOf = (tag: number) => directory.get(tag)?.number ?? 0;
  const isThumbnail = numberOf(tags.subfileType) === 1 && directory.has(tags.subDirectories);
  if (!isThumbnail && !rawCompressions.includes(numberOf(tags.compression))) return null;
  const make = directory.get(tags.make)?.text.toUpperCase() ?? "";
  return makers.find(([name]) => make.startsWith(name))?.[1] ?? null;
}

/** The directory that the header points to, as far as it lies within the head. */
function firstDirectory(bytes: Buffer): Directory {
  const little = bytes[0] === 0x49;
  const uint16 = (at: number) => (little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at));
  const uint32 = (at: number) => (little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  const entries: Directory = new Map();
  const from = bytes.length >= 8 ? uint32(4) : bytes.length;
  const count = from + 2 <= bytes.length ? uint16(from) : 0;
  for (let at = from + 2; at + 12 <= bytes.length && entries.size < count; at += 12) {
    const number = uint16(at + 2) === 3 ? uint16(at + 8) : uint32(at + 8);
    entries.set(uint16(at), { number, text: bytes.toString("latin1", number, number + 16) });
  }
  return entries;
}
