import type { ByteSource } from "../bytes/byte-source.ts";
import { UnreadablePicture } from "../bytes/unreadable-picture.ts";
import { type Edit, EntryBudget, Patches } from "./edit.ts";
import { readDirectory, readNumbers, type TiffEntry, type TiffLayout } from "./tiff-directory.ts";

/**
 * A camera's raw photograph with place, people, captions, serial numbers and XMP overwritten in place, in the file's
 * own directories and in those of its previews. The makers' notes stay: raw converters take colours from them.
 */
export async function stripRaw(source: ByteSource): Promise<Edit> {
  const patches = new Patches();
  const budget = new EntryBudget();
  let blankTo = 0;
  for await (const { kind, at } of findings(source)) {
    if (kind === "tiff") await blankDirectories(from(source, at), at, patches, budget);
    else if (at >= blankTo) blankTo = await blankXmp(source, at, patches);
  }
  return { patches: patches.list };
}

interface Finding {
  kind: "tiff" | "xmp";
  at: number;
}

const windowBytes = 256 * 1024;
/** The longest mark that is looked for, and the header behind it. */
const overlapBytes = 16;
/** A camera writes less than ten of each; more were made to keep us busy. */
const findingsMax = 1000;

/** Every TIFF header (the file's, those of Canon's boxes and of JPEGs' EXIF) and every XMP packet. */
async function* findings(source: ByteSource): AsyncGenerator<Finding> {
  if (isTiff(await source.read(0, Math.min(4, source.size)))) yield { kind: "tiff", at: 0 };
  const buffer = Buffer.allocUnsafe(windowBytes);
  let count = 0;
  for (let at = 0; at < source.size; at += windowBytes - overlapBytes) {
    const bytes = await source.read(at, Math.min(windowBytes, source.size - at), buffer);
    // What begins in the overlap is found in the next window.
    const to = at + bytes.length < source.size ? bytes.length - overlapBytes : bytes.length;
    for (const finding of marksIn(bytes, to)) {
      if (++count > findingsMax) throw new UnreadablePicture("tooComplex");
      yield { ...finding, at: at + finding.at };
    }
  }
}

function* marksIn(bytes: Buffer, to: number): Generator<Finding> {
  for (const [mark, kind, headerBehind] of marks) {
    for (let found = bytes.indexOf(mark); found >= 0 && found < to; found = bytes.indexOf(mark, found + 1)) {
      const at = found + headerBehind;
      if (kind === "xmp" || isTiff(bytes.subarray(at, at + 4))) yield { kind, at };
    }
  }
}

/** What stands before, and how far behind its beginning the thing itself begins. */
const marks: [mark: string, kind: Finding["kind"], headerBehind: number][] = [
  ["Exif\0\0", "tiff", 6],
  ["CMT1", "tiff", 4],
  ["CMT2", "tiff", 4],
  ["CMT4", "tiff", 4],
  ["<x:xmpmeta", "xmp", 0],
];

/** Olympus and Panasonic have numbers of their own in place of TIFF's. */
function isTiff(header: Buffer): boolean {
  return /^(II\*\0|MM\0\*|IIRO|IIRS|MMOR|IIU\0)$/.test(header.toString("latin1"));
}

function from(source: ByteSource, start: number): ByteSource {
  return {
    size: source.size - start,
    read: (at, length, into) => source.read(at < 0 ? Number.NaN : start + at, length, into),
  };
}

/** DNG has one for each preview and each exposure. */
const directoriesMax = 100;

/** Overwrites the private entries of a TIFF at `base`, whose offsets count from there. */
async function blankDirectories(
  tiff: ByteSource,
  base: number,
  patches: Patches,
  budget: EntryBudget,
): Promise<void> {
  const header = await tiff.read(0, 8).catch(() => null);
  if (!header) return;
  const littleEndian = header[0] === 0x49;
  const layout = {
    littleEndian,
    big: false,
    first: littleEndian ? header.readUInt32LE(4) : header.readUInt32BE(4),
  };
  const waiting = [layout.first];
  const seen = new Set<number>([0]);
  while (waiting.length > 0 && seen.size <= directoriesMax) {
    const at = waiting.pop() ?? 0;
    if (seen.has(at)) continue;
    seen.add(at);
    waiting.push(...(await blankDirectory(tiff, layout, at, { base, patches, budget })));
  }
}

/** What is blanked: offsets count from `base`. */
interface Blanking {
  base: number;
  patches: Patches;
  budget: EntryBudget;
}

/** Returns where the directories stand that it refers to. */
async function blankDirectory(
  tiff: ByteSource,
  layout: TiffLayout,
  at: number,
  into: Blanking,
): Promise<number[]> {
  const directory = await readDirectory(tiff, layout, at).catch(ignoreUnreadable);
  into.budget.spend(1 + (directory?.entries.length ?? 0));
  const referred = directory ? [directory.next] : [];
  for (const entry of directory?.entries ?? []) {
    if (directoryTags.has(entry.tag)) referred.push(...(await numbersOf(tiff, layout, entry, into)));
    else if (entry.tag === placeTag) await blankPlace(tiff, layout, entry, into);
    else if (privateTags.has(entry.tag)) blankValue(tiff, entry, into);
  }
  return referred;
}

const directoryTags = new Set([330, 34665]);
const placeTag = 34853;

/** Titles, captions, names, computers, XMP, IPTC, comments, serial numbers, and the name that the file had. */
const privateTags = new Set([
  269, 270, 315, 316, 700, 33432, 33723, 34377, 37510, 40091, 40092, 40093, 40094, 40095, 42016, 42032, 42033,
  42037, 50735, 50827,
]);

async function blankPlace(
  tiff: ByteSource,
  layout: TiffLayout,
  entry: TiffEntry,
  into: Blanking,
): Promise<void> {
  for (const at of await numbersOf(tiff, layout, entry, into)) {
    const place = await readDirectory(tiff, layout, at).catch(ignoreUnreadable);
    into.budget.spend(place?.entries.length ?? 0);
    for (const inner of place?.entries ?? []) blankValue(tiff, inner, into);
    // A directory of nothing.
    if (place) into.patches.zero(into.base + at, into.base + at + place.byteLength);
  }
}

function blankValue(
  { size }: ByteSource,
  { valueAt, valueBytes }: TiffEntry,
  { base, patches }: Blanking,
): void {
  patches.zero(base + Math.min(valueAt, size), base + Math.min(valueAt + valueBytes, size));
}

async function numbersOf(
  tiff: ByteSource,
  layout: TiffLayout,
  entry: TiffEntry,
  { budget }: Blanking,
): Promise<number[]> {
  const numbers = (await readNumbers(tiff, layout, entry, directoriesMax).catch(ignoreUnreadable)) ?? [];
  budget.spend(numbers.length);
  return numbers;
}

/** What only looks like a directory, in a sensor's data or a damaged file, has nothing to blank. */
function ignoreUnreadable(error: unknown): undefined {
  if (!(error instanceof UnreadablePicture)) throw error;
}

const xmpEnd = "</x:xmpmeta>";
const xmpBytesMax = 2 * 1024 * 1024;

/** Returns where the packet ends. */
async function blankXmp(source: ByteSource, at: number, patches: Patches): Promise<number> {
  const packet = await source.read(at, Math.min(xmpBytesMax, source.size - at));
  const end = packet.indexOf(xmpEnd);
  if (end < 0) return at;
  patches.spaces(at, at + end + xmpEnd.length);
  return at + end + xmpEnd.length;
}
