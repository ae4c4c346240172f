import type { ByteSource } from "../bytes/byte-source.ts";
import { UnreadablePicture } from "../bytes/unreadable-picture.ts";

/** How a TIFF (or an EXIF block, which is one) writes its numbers, and where its first directory is. */
export interface TiffLayout {
  littleEndian: boolean;
  /** BigTIFF: 8-byte offsets and counts. */
  big: boolean;
  first: number;
}

export interface TiffEntry {
  tag: number;
  type: number;
  count: number;
  /** The entry itself, as it stands in its directory. */
  bytes: Buffer;
  valueAt: number;
  valueBytes: number;
  /** Whether the value stands inside the entry. */
  inline: boolean;
}

export interface TiffDirectory {
  at: number;
  /** Length of count, entries and the offset of the next directory. */
  byteLength: number;
  entries: TiffEntry[];
  /** 0 when it is the last one. */
  next: number;
}

/** Throws `UnreadablePicture` when the bytes are no TIFF. */
export async function readHeader(source: ByteSource): Promise<TiffLayout> {
  const head = await source.read(0, 8);
  const order = head.toString("latin1", 0, 2);
  if (order !== "II" && order !== "MM") throw new UnreadablePicture("damaged");
  const littleEndian = order === "II";
  const version = unsigned(head, 2, 2, littleEndian);
  if (version === 42) return { littleEndian, big: false, first: unsigned(head, 4, 4, littleEndian) };
  if (version !== 43) throw new UnreadablePicture("damaged");
  return { littleEndian, big: true, first: unsigned(await source.read(8, 8), 0, 8, littleEndian) };
}

/** Reads one directory at `at`; throws `UnreadablePicture` when it does not lie within the source. */
export async function readDirectory(
  source: ByteSource,
  layout: TiffLayout,
  at: number,
): Promise<TiffDirectory> {
  const { littleEndian } = layout;
  const { countBytes, entryBytes, offsetBytes } = sizes(layout);
  const count = unsigned(await source.read(at, countBytes), 0, countBytes, littleEndian);
  // 65,535 is the classic format's own limit, and bounds BigTIFF's 64-bit count.
  if (count > 65_535) throw new UnreadablePicture("damaged");
  const byteLength = countBytes + count * entryBytes + offsetBytes;
  const bytes = await source.read(at, byteLength);
  const entries: TiffEntry[] = [];
  for (let i = 0; i < count; i++) {
    const start = countBytes + i * entryBytes;
    entries.push(readEntry(bytes.subarray(start, start + entryBytes), at + start, layout));
  }
  return {
    at,
    byteLength,
    entries,
    next: unsigned(bytes, byteLength - offsetBytes, offsetBytes, littleEndian),
  };
}

/** The first `max` integers or rationals of an entry; empty for other types. */
export async function readNumbers(
  source: ByteSource,
  { littleEndian }: TiffLayout,
  entry: TiffEntry,
  max: number,
): Promise<number[]> {
  const width = typeBytes[entry.type] ?? 1;
  const count = Math.min(entry.count, max);
  if (![1, 3, 4, 5, 13, 16, 18].includes(entry.type)) return [];
  const bytes = await source.read(entry.valueAt, count * width);
  return Array.from({ length: count }, (_, i) => {
    if (entry.type !== 5) return unsigned(bytes, i * width, width, littleEndian);
    return unsigned(bytes, i * 8, 4, littleEndian) / unsigned(bytes, i * 8 + 4, 4, littleEndian);
  });
}

/** The entry's value as bytes, at most `bytesMax` of them. */
export async function readValue(source: ByteSource, entry: TiffEntry, bytesMax: number): Promise<Buffer> {
  return source.read(entry.valueAt, Math.min(entry.valueBytes, bytesMax));
}

/** Sizes in bytes of a directory's parts. */
export function sizes({ big }: TiffLayout): { countBytes: number; entryBytes: number; offsetBytes: number } {
  return big
    ? { countBytes: 8, entryBytes: 20, offsetBytes: 8 }
    : { countBytes: 2, entryBytes: 12, offsetBytes: 4 };
}

// By type number: BYTE ASCII SHORT LONG RATIONAL SBYTE UNDEFINED SSHORT SLONG SRATIONAL FLOAT DOUBLE IFD, LONG8 SLONG8 IFD8.
const typeBytes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];

function readEntry(bytes: Buffer, at: number, { littleEndian, big }: TiffLayout): TiffEntry {
  const offsetBytes = big ? 8 : 4;
  const type = unsigned(bytes, 2, 2, littleEndian);
  const count = unsigned(bytes, 4, offsetBytes, littleEndian);
  const valueBytes = count * (typeBytes[type] ?? 0);
  const inline = valueBytes <= offsetBytes;
  const valueAt = inline ? at + 4 + offsetBytes : unsigned(bytes, 4 + offsetBytes, offsetBytes, littleEndian);
  return { tag: unsigned(bytes, 0, 2, littleEndian), type, count, bytes, valueAt, valueBytes, inline };
}

/** An 8-byte number beyond 2⁵³ lies outside every file, and is refused as such by the next read. */
function unsigned(bytes: Buffer, at: number, width: number, littleEndian: boolean): number {
  if (width === 8) return Number(littleEndian ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at));
  return littleEndian ? bytes.readUIntLE(at, width) : bytes.readUIntBE(at, width);
}
