import { type Box, boxesIn, firstBox } from "../bytes/boxes.ts";
import type { ByteSource } from "../bytes/byte-source.ts";
import { UnreadablePicture } from "../bytes/unreadable-picture.ts";
import { type Edit, Patches } from "./edit.ts";
import { itemLocations } from "./heif-item-locations.ts";
import { blankAroundPicture } from "./strip-movie.ts";

/**
 * A HEIC, HEIF or AVIF with its EXIF, XMP and other metadata items overwritten in place (ISO/IEC 23008-12), so that
 * no picture data moves. Orientation is the picture's own (`irot`, `imir`) and stays.
 */
export async function stripHeif(source: ByteSource): Promise<Edit> {
  const patches = new Patches();
  await blankAroundPicture(source, patches);
  const meta = await firstBox(source, "meta", 0, source.size);
  if (!meta) throw new UnreadablePicture("damaged");
  // `meta` is a full box: 4 bytes of version and flags before its children.
  const from = meta.bodyAt + 4;
  const items = await metadataItems(source, from, meta.end);
  const locations = await itemLocations(source, from, meta.end);
  for (const { item, ranges } of locations) {
    const type = items.get(item);
    if (type === undefined) continue;
    items.delete(item);
    for (const [start, end] of ranges) {
      if (end > source.size) throw new UnreadablePicture("endsEarly");
      patches.zero(start, end);
    }
    const [first] = ranges;
    const empty = type === "Exif" ? emptyExif : emptyXmp;
    if (first && ranges.length === 1 && first[1] - first[0] >= empty.length) patches.write(first[0], empty);
  }
  // Metadata made out of other items: the standard allows it, nothing writes it, and it could not be blanked.
  if (items.size > 0) throw new UnreadablePicture("unsupported");
  await blankUserData(source, from, meta.end, patches);
  return { patches: patches.list };
}

/** A block that readers accept: 4 bytes "offset to the TIFF header", the header, a directory of nothing. */
const emptyExif = Buffer.from("\0\0\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0", "latin1");
const emptyXmp = Buffer.from('<x:xmpmeta xmlns:x="adobe:ns:meta/"/>', "latin1");

/** Ids of the items that are no pictures, by type: `Exif`, `mime` (XMP and whatever else), `uri `. */
async function metadataItems(source: ByteSource, from: number, to: number): Promise<Map<number, string>> {
  const items = new Map<number, string>();
  const information = await firstBox(source, "iinf", from, to);
  if (!information) throw new UnreadablePicture("damaged");
  const [version] = await source.read(information.bodyAt, 1);
  const first = information.bodyAt + (version === 0 ? 6 : 8);
  for await (const entry of boxesIn(source, first, information.end)) {
    const [item, type] = await readItem(source, entry);
    if (type === "Exif" || type === "mime" || type === "uri ") items.set(item, type);
  }
  return items;
}

/** Version 2 has 16-bit ids, version 3 32-bit ones; versions 0 and 1 know no item types. */
async function readItem(source: ByteSource, entry: Box): Promise<[number, string]> {
  if (entry.type !== "infe" || entry.end - entry.bodyAt < 12) throw new UnreadablePicture("damaged");
  const body = await source.read(entry.bodyAt, 12);
  if (body[0] === 2) return [body.readUInt16BE(4), body.toString("latin1", 8, 12)];
  if (body[0] !== 3 || entry.end - entry.bodyAt < 14) throw new UnreadablePicture("unsupported");
  const long = await source.read(entry.bodyAt, 14);
  return [long.readUInt32BE(4), long.toString("latin1", 10, 14)];
}

async function blankUserData(source: ByteSource, from: number, to: number, patches: Patches): Promise<void> {
  for await (const { type, at, bodyAt, end } of boxesIn(source, from, to)) {
    if (type !== "udta" && type !== "uuid" && type !== "free" && type !== "skip") continue;
    patches.write(at + 4, Buffer.from("free"));
    patches.zero(bodyAt, end);
  }
}
