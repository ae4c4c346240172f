import type { ByteSource } from "../bytes/byte-source.ts";
import { UnreadablePicture } from "../bytes/unreadable-picture.ts";

// A scan's data is searched in steps that grow: many short scans cost no more than one long one.
const stepBytes = { first: 512, most: 64 * 1024 };
/** A large JPEG with a colour profile, an extended XMP and dozens of scans has some 2,000. */
const segmentsMax = 10_000;

const EOI = 0xd9;
const SOS = 0xda;

export interface JpegSegment {
  marker: number;
  at: number;
  /** Its contents, without marker and length; empty for the end of the picture. */
  payload: Buffer;
  /** Where the next segment begins: behind the picture data of a scan. */
  next: number;
}

/** The segments of a JPEG up to the end of its picture. Throws `UnreadablePicture`. */
export async function* jpegSegments(source: ByteSource): AsyncGenerator<JpegSegment> {
  const buffer = Buffer.allocUnsafe(stepBytes.most);
  let at = 2;
  for (let count = 1; at + 2 <= source.size; count++) {
    if (count > segmentsMax) throw new UnreadablePicture("tooComplex");
    at = await nextMarker(source, at, buffer);
    if (at + 2 > source.size) return;
    const [, marker = 0] = await source.read(at, 2);
    if (marker === EOI) {
      yield { marker, at, payload: Buffer.alloc(0), next: at + 2 };
      return;
    }
    const { payload, end } = await readSegment(source, at);
    const next = marker === SOS ? await nextMarker(source, end, buffer) : end;
    yield { marker, at, payload, next };
    at = next;
  }
}

/** A segment around these contents. */
export function jpegSegment(marker: number, payload: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(2 + payload.length, 2);
  return Buffer.concat([head, payload]);
}

/** The segment whose marker is at `at`: its contents, and where it ends. */
async function readSegment(source: ByteSource, at: number): Promise<{ payload: Buffer; end: number }> {
  const length = (await source.read(at + 2, 2)).readUInt16BE();
  if (length < 2) throw new UnreadablePicture("damaged");
  const end = at + 2 + length;
  if (end > source.size) throw new UnreadablePicture("endsEarly");
  return { payload: await source.read(at + 4, length - 2), end };
}

/**
 * The offset of the next marker, or the source's size. Picture data and garbage end at the first 0xff that is not
 * stuffed, not padding and not a marker without a length.
 */
async function nextMarker(source: ByteSource, from: number, buffer: Buffer): Promise<number> {
  let at = from;
  let step = stepBytes.first;
  while (at + 2 <= source.size) {
    const length = Math.min(step, source.size - at);
    // Short steps are read through the source's own window.
    const bytes = await (step < buffer.length ? source.read(at, length) : source.read(at, length, buffer));
    step = Math.min(8 * step, stepBytes.most);
    for (let i = bytes.indexOf(0xff); i >= 0 && i + 1 < bytes.length; i = bytes.indexOf(0xff, i + 1)) {
      const marker = bytes[i + 1] ?? 0;
      if (marker > 1 && marker !== 0xff && !(marker >= 0xd0 && marker <= 0xd8)) return at + i;
    }
    // Read the last byte again: a marker may straddle two steps.
    at += bytes.length - 1;
  }
  return source.size;
}
