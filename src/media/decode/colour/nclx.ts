import { boxesIn, firstBox } from "../../bytes/boxes.ts";
import type { ByteSource } from "../../bytes/byte-source.ts";

/** Colour by code points (ITU-T H.273). */
export interface Nclx {
  primaries: number;
  transfer: number;
}

/**
 * The colour that an AVIF or HEIC states by code points in its `colr` box (ISO/IEC 23008-12 §6.5.5), or undefined.
 * Libheif applies the matrix of that box, but neither its primaries nor its transfer function.
 */
export async function readNclx(source: ByteSource): Promise<Nclx | undefined> {
  const colours = await heifProperties(source, "colr", 10);
  // Pictures of one file share their colour, and the properties of alpha masks come later.
  const body = colours.find((bytes) => bytes.toString("latin1", 0, 4) === "nclx");
  return body && { primaries: body.readUInt16BE(4), transfer: body.readUInt16BE(6) };
}

/** The first `length` bytes of each property of this type in an AVIF or HEIC. Throws `UnreadablePicture`. */
export async function heifProperties(source: ByteSource, type: string, length: number): Promise<Buffer[]> {
  const meta = await firstBox(source, "meta", 0, source.size);
  if (!meta) return [];
  // `meta` is a full box: 4 bytes of version and flags before its children.
  const properties = await firstBox(source, "iprp", meta.bodyAt + 4, meta.end);
  if (!properties) return [];
  const list = await firstBox(source, "ipco", properties.bodyAt, properties.end);
  if (!list) return [];
  const found: Buffer[] = [];
  for await (const box of boxesIn(source, list.bodyAt, list.end)) {
    if (box.type !== type || box.end - box.bodyAt < length) continue;
    found.push(Buffer.from(await source.read(box.bodyAt, length)));
  }
  return found;
}
