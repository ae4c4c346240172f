import type { ByteSource } from "../bytes/byte-source.ts";
import { UnreadablePicture } from "../bytes/unreadable-picture.ts";
import { type Edit, EntryBudget, Patches } from "./edit.ts";
import {
  readDirectory,
  readHeader,
  readNumbers,
  sizes,
  type TiffDirectory,
  type TiffEntry,
  type TiffLayout,
} from "./tiff-directory.ts";

/**
 * Removes every directory entry that decoding does not need (TIFF 6.0 and its technical notes): EXIF, GPS, GeoTIFF,
 * XMP, IPTC, Photoshop, names, dates. Values are overwritten with zeros in place, so picture data does not move.
 */
export async function stripTiff(source: ByteSource): Promise<Edit> {
  const layout = await readHeader(source);
  const patches = new Patches();
  const privateOnes = { seen: new Set<number>(), budget: new EntryBudget(), depth: 0 };
  for await (const directory of pictureDirectories(source, layout, privateOnes.budget)) {
    const kept = directory.entries.filter(({ tag }) => pictureTags.has(tag));
    for (const entry of directory.entries) {
      if (!pictureTags.has(entry.tag)) await blank(source, layout, entry, patches, privateOnes);
    }
    // Stays, even where a hostile file points its values at its directories.
    if (kept.length < directory.entries.length)
      patches.write(directory.at, directoryBytes(directory, kept, layout));
  }
  return { patches: patches.list };
}

/** The directories of all pages and of their sub-pictures, each once. */
async function* pictureDirectories(
  source: ByteSource,
  layout: TiffLayout,
  budget: EntryBudget,
): AsyncGenerator<TiffDirectory> {
  const seen = new Set<number>();
  const waiting = [layout.first];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (at === 0 || seen.has(at)) continue;
    if (seen.add(at).size > directoriesMax) throw new UnreadablePicture("tooComplex");
    const directory = await readDirectory(source, layout, at);
    budget.spend(directory.entries.length);
    waiting.push(directory.next);
    for (const entry of directory.entries) {
      if (entry.tag === subDirectories)
        for (const sub of await readNumbers(source, layout, entry, directoriesMax)) {
          budget.spend(1);
          waiting.push(sub);
        }
    }
    yield directory;
  }
}

/** Pages and their reduced copies. A scanned book has a few hundred. */
const directoriesMax = 10_000;
/** EXIF contains the GPS and interoperability directories, and those contain none. */
const depthMax = 3;

const subDirectories = 330;
/** EXIF, GPS, interoperability: the value is the offset of a directory. */
const privateDirectories = new Set([34665, 34853, 40965]);

const pictureTags = new Set([
  254, 255, 256, 257, 258, 259, 262, 263, 264, 265, 266, 273, 274, 277, 278, 279, 280, 281, 282, 283, 284,
  286, 287, 288, 289, 290, 291, 292, 293, 296, 297, 301, 317, 318, 319, 320, 321, 322, 323, 324, 325, 330,
  332, 334, 336, 338, 339, 340, 341, 342, 347, 400, 401, 402, 403, 404, 433, 434, 435, 512, 513, 514, 515,
  517, 518, 519, 520, 521, 529, 530, 531, 532, 34675, 37439, 50674,
]);

/** Overwrites the value of an entry with zeros, and with it the directory that the entry may point to. */
async function blank(
  source: ByteSource,
  layout: TiffLayout,
  entry: TiffEntry,
  patches: Patches,
  privateOnes: { seen: Set<number>; budget: EntryBudget; depth: number },
): Promise<void> {
  const { seen, budget, depth } = privateOnes;
  if (privateDirectories.has(entry.tag) && depth < depthMax) {
    const [at] = await readNumbers(source, layout, entry, 1);
    if (at !== undefined && seen.size !== seen.add(at).size) {
      const directory = await readDirectory(source, layout, at).catch(ignoreUnreadable);
      budget.spend(1 + (directory?.entries.length ?? 0));
      const within = { ...privateOnes, depth: depth + 1 };
      for (const inner of directory?.entries ?? []) await blank(source, layout, inner, patches, within);
      if (directory) patches.zero(at, at + directory.byteLength);
    }
  }
  if (!entry.inline)
    patches.zero(
      Math.min(entry.valueAt, source.size),
      Math.min(entry.valueAt + entry.valueBytes, source.size),
    );
}

/** A private directory outside the file has nothing to blank. */
function ignoreUnreadable(error: unknown): undefined {
  if (!(error instanceof UnreadablePicture)) throw error;
}

/** The directory with only the `kept` entries, in their order, padded with zeros to its old length. */
function directoryBytes(directory: TiffDirectory, kept: TiffEntry[], layout: TiffLayout): Buffer {
  const { countBytes, entryBytes, offsetBytes } = sizes(layout);
  const bytes = Buffer.alloc(directory.byteLength);
  writeUnsigned(bytes, kept.length, 0, countBytes, layout);
  kept.forEach((entry, i) => {
    entry.bytes.copy(bytes, countBytes + i * entryBytes);
  });
  writeUnsigned(bytes, directory.next, countBytes + kept.length * entryBytes, offsetBytes, layout);
  return bytes;
}

function writeUnsigned(
  bytes: Buffer,
  value: number,
  at: number,
  width: number,
  { littleEndian }: TiffLayout,
): void {
  if (width < 8) {
    if (littleEndian) bytes.writeUIntLE(value, at, width);
    else bytes.writeUIntBE(value, at, width);
  } else if (littleEndian) bytes.writeBigUInt64LE(BigInt(value), at);
  else bytes.writeBigUInt64BE(BigInt(value), at);
}
