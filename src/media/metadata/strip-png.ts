import { crc32 } from "node:zlib";
import type { ByteSource } from "../bytes/byte-source.ts";
import { UnreadablePicture } from "../bytes/unreadable-picture.ts";
import { type Edit, type Patches, Pieces } from "./edit.ts";
import { orientationExif, orientationOf } from "./orientation-exif.ts";

/**
 * A PNG or APNG with the chunks that make up the picture and no others: no EXIF, text, time, provenance or
 * editors' private chunks, and nothing after the end. The orientation is kept.
 */
export async function stripPng(source: ByteSource): Promise<Edit> {
  const pieces = new Pieces();
  pieces.keep(0, 8);
  for await (const { name, at, length, end } of pngChunks(source)) {
    if (pictureChunks.has(name)) pieces.keep(at, end);
    if (name === "eXIf" && length <= exifBytesMax) {
      const orientation = await orientationOf(await source.read(at + 8, length));
      if (orientation !== 1) pieces.insert(pngChunk("eXIf", orientationExif(orientation)));
    }
  }
  return { pieces: pieces.list };
}

/** The same in place, for a PNG whose file says its length: private chunks become one of zeros that nobody knows. */
export async function blankPng(source: ByteSource, at: number, patches: Patches): Promise<void> {
  let last = 8;
  for await (const chunk of pngChunks(source)) {
    last = chunk.end;
    if (pictureChunks.has(chunk.name)) continue;
    const from = at + chunk.at;
    const blank = pngChunk("prVt", Buffer.alloc(chunk.length));
    patches.write(from, Buffer.from(blank.subarray(0, 8)));
    patches.zero(from + 8, from + 8 + chunk.length);
    patches.write(from + 8 + chunk.length, Buffer.from(blank.subarray(-4)));
  }
  patches.zero(at + last, at + source.size);
}

interface Chunk {
  name: string;
  at: number;
  /** Of its data alone. */
  length: number;
  end: number;
}

/** The chunks up to the end of the picture; throws `UnreadablePicture` where one does not fit. */
async function* pngChunks(source: ByteSource): AsyncGenerator<Chunk> {
  for (let at = 8; at + 12 <= source.size; ) {
    const head = await source.read(at, 8);
    const length = head.readUInt32BE();
    const name = head.toString("latin1", 4);
    const end = at + 12 + length;
    if (!/^[A-Za-z]{4}$/.test(name)) throw new UnreadablePicture("damaged");
    if (end > source.size) throw new UnreadablePicture("endsEarly");
    yield { name, at, length, end };
    if (name === "IEND") return;
    at = end;
  }
}

// PNG, third edition, §5.6, without eXIf, the texts and tIME.
const pictureChunks = new Set(
  (
    "IHDR PLTE IDAT IEND acTL fcTL fdAT cHRM gAMA iCCP sBIT sRGB cICP mDCV mDCv cLLI cLLi bKGD hIST tRNS pHYs " +
    "sPLT oFFs pCAL sCAL sTER"
  ).split(" "),
);

/** A camera's EXIF is at most 64 KB in a JPEG; PNG sets no bound of its own. */
const exifBytesMax = 1024 * 1024;

/** One chunk: length, name, data, CRC. */
export function pngChunk(name: string, data: Buffer): Buffer {
  const chunk = Buffer.alloc(12 + data.length);
  chunk.writeUInt32BE(data.length);
  chunk.write(name, 4, "latin1");
  data.copy(chunk, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + data.length)), 8 + data.length);
  return chunk;
}
