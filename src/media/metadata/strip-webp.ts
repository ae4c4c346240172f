import type { ByteSource } from "../bytes/byte-source.ts";
import { UnreadablePicture } from "../bytes/unreadable-picture.ts";
import { type Edit, Pieces } from "./edit.ts";
import { orientationExif, orientationOf } from "./orientation-exif.ts";

/**
 * A WebP with its picture, frames, alpha and ICC chunks, and the orientation; without EXIF, XMP, unknown chunks and
 * whatever follows the RIFF. Container: RFC 9649 §2.
 */
export async function stripWebp(source: ByteSource): Promise<Edit> {
  const chunks = await readChunks(source);
  const exif = chunks.find(({ name, length }) => name === "EXIF" && length <= exifBytesMax);
  const orientation = exif
    ? await orientationOf(withoutPrefix(await source.read(exif.at + 8, exif.length)))
    : 1;

  const pieces = new Pieces();
  const kept = chunks.filter(({ name }) => pictureChunks.has(name));
  const exifChunk = orientation === 1 ? Buffer.alloc(0) : riffChunk("EXIF", orientationExif(orientation));
  const riffBytes = kept.reduce((sum, { at, end }) => sum + end - at, 4 + exifChunk.length);
  pieces.insert(riffHead(riffBytes));
  for (const { name, at, length, end } of kept) {
    if (name === "VP8X" && length >= 10) {
      pieces.keep(at, at + 8);
      const [flags = 0] = await source.read(at + 8, 1);
      pieces.insert(Buffer.from([(flags & ~(exifFlag | xmpFlag)) | (orientation === 1 ? 0 : exifFlag)]));
      pieces.keep(at + 9, end);
    } else pieces.keep(at, end);
  }
  if (exifChunk.length > 0) pieces.insert(exifChunk);
  return { pieces: pieces.list };
}

const pictureChunks = new Set(["VP8X", "ICCP", "ANIM", "ANMF", "ALPH", "VP8 ", "VP8L"]);
const exifFlag = 0x08;
const xmpFlag = 0x04;
/** A camera's EXIF is at most 64 KB in a JPEG; WebP sets no bound of its own. */
const exifBytesMax = 1024 * 1024;
/** One chunk a frame: an hour of animation at 25 frames a second. */
const chunksMax = 90_000;

interface Chunk {
  name: string;
  at: number;
  length: number;
  end: number;
}

async function readChunks(source: ByteSource): Promise<Chunk[]> {
  const chunks: Chunk[] = [];
  const riffEnd = 8 + (await source.read(4, 4)).readUInt32LE();
  if (riffEnd > source.size + 1) throw new UnreadablePicture("endsEarly");
  for (let at = 12; at + 8 <= Math.min(riffEnd, source.size); ) {
    const head = await source.read(at, 8);
    const length = head.readUInt32LE(4);
    if (at + 8 + length > source.size) throw new UnreadablePicture("endsEarly");
    // Some writers leave out the padding of the last chunk.
    const end = Math.min(at + 8 + length + (length & 1), source.size);
    if (chunks.push({ name: head.toString("latin1", 0, 4), at, length, end }) > chunksMax) {
      throw new UnreadablePicture("tooComplex");
    }
    at = end;
  }
  return chunks;
}

/** Some writers put JPEG's "Exif" prefix before the block. */
function withoutPrefix(exif: Buffer): Buffer {
  return exif.toString("latin1", 0, 6) === "Exif\0\0" ? exif.subarray(6) : exif;
}

function riffHead(riffBytes: number): Buffer {
  const head = Buffer.from("RIFF\0\0\0\0WEBP", "latin1");
  head.writeUInt32LE(riffBytes, 4);
  return head;
}

function riffChunk(name: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, "latin1");
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length & 1)]);
}
