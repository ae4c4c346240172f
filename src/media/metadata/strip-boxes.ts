import { boxesIn } from "../bytes/boxes.ts";
import type { ByteSource } from "../bytes/byte-source.ts";
import { type Edit, Pieces } from "./edit.ts";

/**
 * A JPEG XL with the boxes of its picture and no others: no EXIF, XMP, provenance, and none that makes the original
 * JPEG out of it again, which had all of these. A bare codestream stays as it is. Boxes: ISO/IEC 18181-2.
 */
export async function stripJxl(source: ByteSource): Promise<Edit> {
  const [first] = await source.read(0, 1);
  if (first === 0xff) return { pieces: [{ from: 0, to: source.size }] };
  return keepBoxes(source, new Set(["JXL ", "ftyp", "jxll", "jxli", "jxlc", "jxlp"]));
}

/** A JPEG 2000 file without XML, UUID and other boxes of metadata; its colour profile stays. Boxes: ITU-T T.800, I. */
export async function stripJp2(source: ByteSource): Promise<Edit> {
  return keepBoxes(source, new Set(["jP  ", "ftyp", "rreq", "jp2h", "jpch", "jplh", "jp2c"]));
}

async function keepBoxes(source: ByteSource, kept: ReadonlySet<string>): Promise<Edit> {
  const pieces = new Pieces();
  for await (const { type, at, end } of boxesIn(source, 0, source.size))
    if (kept.has(type)) pieces.keep(at, end);
  return { pieces: pieces.list };
}
