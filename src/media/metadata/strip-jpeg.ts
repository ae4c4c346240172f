import type { ByteSource } from "../bytes/byte-source.ts";
import { UnreadablePicture } from "../bytes/unreadable-picture.ts";
import { type Edit, Pieces } from "./edit.ts";
import { orientationExif, orientationOf } from "./orientation-exif.ts";

/**
 * Removes EXIF, XMP, IPTC, comments, previews and everything after the picture (a second picture or a motion photo,
 * each with its own EXIF). Keeps what decoding needs: tables, scans, JFIF, ICC, Adobe's colour transform and the
 * orientation. Marker codes: ITU-T T.81, table B.1.
 */
export async function stripJpeg(source: ByteSource): Promise<Edit> {
  const pieces = new Pieces();
  pieces.keep(0, 2);
  let at = 2;
  let oriented = false;
  while (at + 2 <= source.size) {
    at = await nextMarker(source, at);
    if (at + 2 > source.size) break;
    const [, marker = 0] = await source.read(at, 2);
    if (marker === EOI) {
      pieces.keep(at, at + 2);
      break;
    }
    const { payload, end } = await readSegment(source, at);
    if (!oriented && isExif(marker, payload)) {
      const orientation = await orientationOf(payload.subarray(6));
      if (orientation !== 1) pieces.insert(exifSegment(orientation));
      oriented = true;
    }
    const next = marker === SOS ? await nextMarker(source, end, Buffer.allocUnsafe(stepBytes)) : end;
    if (isNeededToDecode(marker, payload)) pieces.keep(at, next);
    at = next;
  }
  return { pieces: pieces.list };
}

const stepBytes = 64 * 1024;

const EOI = 0xd9;
const SOS = 0xda;
const APP1 = 0xe1;

/** The segment whose marker is at `at`: its contents, and where it ends. */
async function readSegment(source: ByteSource, at: number): Promise<{ payload: Buffer; end: number }> {
  const length = (await source.read(at + 2, 2)).readUInt16BE();
  if (length < 2) throw new UnreadablePicture("damaged");
  const end = at + 2 + length;
  if (end > source.size) throw new UnreadablePicture("endsEarly");
  return { payload: await source.read(at + 4, length - 2), end };
}

function isExif(marker: number, payload: Buffer): boolean {
  return marker === APP1 && startsWith(payload, "Exif\0\0");
}

function isNeededToDecode(marker: number, payload: Buffer): boolean {
  if (marker >= 0xc0 && marker <= 0xdf) return true;
  if (marker === 0xe0) return startsWith(payload, "JFIF\0");
  if (marker === 0xe2) return startsWith(payload, "ICC_PROFILE\0");
  return marker === 0xee && startsWith(payload, "Adobe");
}

function startsWith(payload: Buffer, identifier: string): boolean {
  return payload.toString("latin1", 0, identifier.length) === identifier;
}

/**
 * The offset of the next marker, or the source's size. Picture data and garbage end at the first 0xff that is not
 * stuffed, not padding and not a marker without a length.
 */
async function nextMarker(source: ByteSource, from: number, buffer?: Buffer): Promise<number> {
  let at = from;
  while (at + 2 <= source.size) {
    const bytes = await source.read(at, Math.min(stepBytes, source.size - at), buffer);
    for (let i = bytes.indexOf(0xff); i >= 0 && i + 1 < bytes.length; i = bytes.indexOf(0xff, i + 1)) {
      const marker = bytes[i + 1] ?? 0;
      if (marker > 1 && marker !== 0xff && !(marker >= 0xd0 && marker <= 0xd8)) return at + i;
    }
    // Read the last byte again: a marker may straddle two steps.
    at += bytes.length - 1;
  }
  return source.size;
}

function exifSegment(orientation: number): Buffer {
  const exif = orientationExif(orientation);
  const head = Buffer.from("\xff\xe1\0\0Exif\0\0", "latin1");
  head.writeUInt16BE(2 + 6 + exif.length, 2);
  return Buffer.concat([head, exif]);
}
