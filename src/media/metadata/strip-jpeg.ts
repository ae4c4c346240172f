import { type ByteSource, memorySource, readBytesMax } from "../bytes/byte-source.ts";
import { UnreadablePicture } from "../bytes/unreadable-picture.ts";
import { displayXmp } from "./display-xmp.ts";
import { type Edit, type Piece, Pieces } from "./edit.ts";
import { type JpegSegment, jpegSegment, jpegSegments } from "./jpeg-segments.ts";
import {
  multiPictureHeadBytes,
  multiPictureMark,
  multiPictureSegment,
  multiPictureSegmentBytes,
  otherPictures,
} from "./multi-picture.ts";
import { orientationExif, orientationOf } from "./orientation-exif.ts";

/**
 * Removes EXIF, XMP, IPTC, comments, previews and everything after the picture (a second picture or a motion photo,
 * each with its own EXIF). Keeps what decoding and showing need: tables, scans, JFIF, ICC, Adobe's colour transform,
 * the orientation, the properties of a panorama, and the gain map of an HDR picture. Markers: ITU-T T.81, table B.1.
 */
export async function stripJpeg(source: ByteSource): Promise<Edit> {
  const picture = await readJpeg(source);
  const gainMap = await readGainMap(source, picture);
  const pieces = new Pieces();
  const keep = (list: Piece[]) => {
    for (const piece of list)
      Buffer.isBuffer(piece) ? pieces.insert(piece) : pieces.keep(piece.from, piece.to);
  };
  const head = picture.head(gainMap !== null);
  const xmp = xmpSegment(picture.xmp, gainMap?.length ?? null);
  keep(head);
  if (xmp) pieces.insert(xmp);
  if (gainMap) {
    const indexAt = bytesOf(head) + (xmp?.length ?? 0);
    const firstBytes = indexAt + multiPictureSegmentBytes + bytesOf(picture.body);
    pieces.insert(multiPictureSegment(firstBytes, gainMap.length, indexAt + multiPictureHeadBytes));
  }
  keep(picture.body);
  if (gainMap) pieces.insert(gainMap);
  return { pieces: pieces.list };
}

const APP1 = 0xe1;
const APP2 = 0xe2;
const marks = {
  exif: "Exif\0\0",
  xmp: "http://ns.adobe.com/xap/1.0/\0",
  gainMap: "urn:iso:std:iso:ts:21496:-1\0",
};

/** What is kept of a JPEG, collected segment by segment. */
class Jpeg {
  /** From the tables on. */
  readonly body: Piece[] = [];
  xmp = "";
  /** The index of further pictures, and where its header stands. */
  index: { bytes: Buffer; base: number } | null = null;
  /** Before the tables: the segments that applications wrote. */
  private readonly before: { piece: Piece; ofGainMap: boolean }[] = [];
  private oriented = false;

  get hasGainMapData(): boolean {
    return this.before.some(({ ofGainMap }) => ofGainMap) || this.xmp.includes("hdrgm:");
  }

  head(withGainMap: boolean): Piece[] {
    const kept = this.before.filter(({ ofGainMap }) => withGainMap || !ofGainMap);
    return [{ from: 0, to: 2 }, ...kept.map(({ piece }) => piece)];
  }

  async add(segment: JpegSegment): Promise<void> {
    const { marker, at, payload, next } = segment;
    if (isApp(segment, APP1, marks.exif)) await this.orient(payload);
    if (isApp(segment, APP1, marks.xmp)) this.xmp += payload.toString("utf8", marks.xmp.length);
    if (isApp(segment, APP2, multiPictureMark)) {
      this.index ??= { bytes: payload.subarray(4), base: at + multiPictureHeadBytes };
    }
    const piece = { from: at, to: next };
    const inHead = this.body.length === 0 && marker >= 0xe0;
    if (isApp(segment, APP2, marks.gainMap)) {
      if (inHead) this.before.push({ piece, ofGainMap: true });
    } else if (isNeededToDecode(segment)) {
      if (inHead) this.before.push({ piece, ofGainMap: false });
      else this.body.push(piece);
    }
  }

  private async orient(payload: Buffer): Promise<void> {
    if (this.oriented) return;
    this.oriented = true;
    const orientation = await orientationOf(payload.subarray(marks.exif.length));
    if (orientation !== 1) this.before.push({ piece: exifSegment(orientation), ofGainMap: false });
  }
}

async function readJpeg(source: ByteSource): Promise<Jpeg> {
  const jpeg = new Jpeg();
  for await (const segment of jpegSegments(source)) await jpeg.add(segment);
  return jpeg;
}

/** The picture's gain map without private metadata; null when it has none that says so itself. */
async function readGainMap(source: ByteSource, { index, hasGainMapData }: Jpeg): Promise<Buffer | null> {
  if (!index || !hasGainMapData) return null;
  for (const [from, to] of await otherPictures(index.bytes, index.base, source)) {
    if (to - from > readBytesMax) continue;
    const bytes = Buffer.from(await source.read(from, to - from));
    const gainMap = await readJpeg(memorySource(bytes)).catch(ignoreUnreadable);
    if (!gainMap?.hasGainMapData) continue;
    const xmp = xmpSegment(gainMap.xmp, null);
    const parts = [...gainMap.head(true), ...(xmp ? [xmp] : []), ...gainMap.body];
    return Buffer.concat(
      parts.map((part) => (Buffer.isBuffer(part) ? part : bytes.subarray(part.from, part.to))),
    );
  }
  return null;
}

function ignoreUnreadable(error: unknown): undefined {
  if (!(error instanceof UnreadablePicture)) throw error;
}

function xmpSegment(xmp: string, gainMapBytes: number | null): Buffer | null {
  const packet = displayXmp(xmp, gainMapBytes);
  return packet && jpegSegment(APP1, Buffer.concat([Buffer.from(marks.xmp, "latin1"), packet]));
}

function bytesOf(pieces: Piece[]): number {
  return pieces.reduce(
    (sum, piece) => sum + (Buffer.isBuffer(piece) ? piece.length : piece.to - piece.from),
    0,
  );
}

function isApp({ marker, payload }: JpegSegment, wanted: number, identifier: string): boolean {
  return marker === wanted && payload.toString("latin1", 0, identifier.length) === identifier;
}

function isNeededToDecode(segment: JpegSegment): boolean {
  if (segment.marker >= 0xc0 && segment.marker <= 0xdf) return true;
  return (
    isApp(segment, 0xe0, "JFIF\0") || isApp(segment, APP2, "ICC_PROFILE\0") || isApp(segment, 0xee, "Adobe")
  );
}

function exifSegment(orientation: number): Buffer {
  return jpegSegment(APP1, Buffer.concat([Buffer.from(marks.exif, "latin1"), orientationExif(orientation)]));
}
