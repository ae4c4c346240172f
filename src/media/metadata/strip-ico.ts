import { type ByteSource, memorySource } from "../bytes/byte-source.ts";
import { type Edit, Patches } from "./edit.ts";
import { blankPng } from "./strip-png.ts";

/** An icon whose PNGs have their private chunks overwritten in place; the bitmaps of others have no metadata. */
export async function stripIco(source: ByteSource): Promise<Edit> {
  const patches = new Patches();
  const count = (await source.read(4, 2)).readUInt16LE();
  for (let i = 0; i < count; i++) {
    const entry = await source.read(6 + i * 16, 16);
    const at = entry.readUInt32LE(12);
    const picture = await source.read(at, entry.readUInt32LE(8));
    if (picture.toString("latin1", 0, 4) === "\x89PNG") await blankPng(memorySource(picture), at, patches);
  }
  return { patches: patches.list };
}
