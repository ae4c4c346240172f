import { UnreadablePicture } from "../bytes/unreadable-picture.ts";
import type { BmpHeader } from "./bmp-header.ts";

/** What a zero count is followed by. Larger values start a literal run of that many indexes. */
const endOfLine = 0;
const endOfBitmap = 1;
const move = 2;

/**
 * Decodes RLE4 and RLE8 rows: (count, value) pairs, where a count of 0 is an escape.
 * Returns one index per byte, rows in the order of the file. Throws `UnreadablePicture`.
 */
export function readBmpRuns(bytes: Buffer, { width, height, bits, pixelsAt }: BmpHeader): Uint8Array {
  const canvas = new Canvas(width, height);
  for (let at = pixelsAt; at + 2 <= bytes.length && canvas.y < height; ) {
    const count = bytes[at] ?? 0;
    const value = bytes[at + 1] ?? 0;
    at += 2;
    if (count > 0) canvas.put(count, (i) => indexIn(value, i, bits));
    else if (value === endOfBitmap) return canvas.indexes;
    else at += drawEscape(canvas, value, bytes, at, bits);
  }
  // A bitmap with every row drawn may omit the end marker.
  if (canvas.y < height - 1) throw new UnreadablePicture("endsEarly");
  return canvas.indexes;
}

/** Draws an escape whose data begins at `at`. Returns the length of its data in bytes. */
function drawEscape(canvas: Canvas, value: number, bytes: Buffer, at: number, bits: number): number {
  if (value === endOfLine) {
    canvas.nextLine();
    return 0;
  }
  if (value === move) {
    canvas.move(bytes[at] ?? 0, bytes[at + 1] ?? 0);
    return 2;
  }
  canvas.put(value, (i) => indexIn(bytes[at + Math.floor((i * bits) / 8)] ?? 0, i, bits));
  // Literal runs are padded to 16 bits.
  return Math.ceil((value * bits) / 16) * 2;
}

/** The index of pixel `i` of a run. RLE8: the byte. RLE4: its high half for even pixels, its low half for odd ones. */
function indexIn(byte: number, i: number, bits: number): number {
  if (bits === 8) return byte;
  return i % 2 === 1 ? byte & 15 : byte >> 4;
}

/** Indexes with a drawing position. What falls outside is dropped. */
class Canvas {
  readonly indexes: Uint8Array;
  y = 0;
  private x = 0;
  private readonly width: number;
  private readonly height: number;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.indexes = new Uint8Array(width * height);
  }

  put(count: number, indexOf: (i: number) => number): void {
    for (let i = 0; i < count; i++, this.x++) {
      if (this.x < this.width && this.y < this.height)
        this.indexes[this.y * this.width + this.x] = indexOf(i);
    }
  }

  nextLine(): void {
    this.x = 0;
    this.y++;
  }

  move(right: number, down: number): void {
    this.x += right;
    this.y += down;
  }
}
