import { type ByteSource, memorySource } from "../bytes/byte-source.ts";
import { UnreadablePicture } from "../bytes/unreadable-picture.ts";
import { type Edit, Patches } from "./edit.ts";
import { blankPng } from "./strip-png.ts";

/** An icon whose PNGs have their private chunks overwritten in place; the bitmaps of others have no metadata. */
export async function stripIco(source: ByteSource): Promise<Edit> {
  const patches = new Patches();
  const count = (await source.read(4, 2)).readUInt16LE();
  let bytesLeft = source.size;
  for (let i = 0; i < count; i++) {
    const entry = await source.read(6 + i * 16, 16);
    const at = entry.readUInt32LE(12);
    const bytes = entry.readUInt32LE(8);
    // A hostile icon names one large picture for each of 65,535 entries.
    bytesLeft -= bytes;
    if (bytesLeft < 0) throw new UnreadablePicture("damaged");
    const picture = await source.read(at, bytes);
    if (picture.toString("latin1", 0, 4) === "\x89PNG") await blankPng(memorySource(picture), at, patches);
  }
  return { patches: patches.list };
}
