import { boxesIn, firstBox } from "../../bytes/boxes.ts";
import type { ByteSource } from "../../bytes/byte-source.ts";

/** Colour by code points (ITU-T H.273). */
export interface Nclx {
  primaries: number;
  transfer: number;
}

/**
 * The colour that an AVIF or HEIC states by code points in its `colr` box (ISO/IEC 23008-12 §6.5.5), or undefined.
 * Libheif applies the matrix of that box, but neither its primaries nor its transfer function. The first box counts:
 * pictures of one file share their colour, and properties of alpha masks come later. Throws `UnreadablePicture`.
 */
export async function readNclx(source: ByteSource): Promise<Nclx | undefined> {
  const meta = await firstBox(source, "meta", 0, source.size);
  if (!meta) return;
  // `meta` is a full box: 4 bytes of version and flags before its children.
  const properties = await firstBox(source, "iprp", meta.bodyAt + 4, meta.end);
  if (!properties) return;
  const list = await firstBox(source, "ipco", properties.bodyAt, properties.end);
  if (!list) return;
  for await (const { type, bodyAt, end } of boxesIn(source, list.bodyAt, list.end)) {
    if (type !== "colr" || end - bodyAt < 10) continue;
    const body = await source.read(bodyAt, 10);
    if (body.toString("latin1", 0, 4) !== "nclx") continue;
    return { primaries: body.readUInt16BE(4), transfer: body.readUInt16BE(6) };
  }
}
