import type { ByteSource } from "./byte-source.ts";
import { UnreadablePicture } from "./unreadable-picture.ts";

/** One box of the ISO base media file format (ISO/IEC 14496-12 §4.2). */
export interface Box {
  type: string;
  at: number;
  /** Offset of its content. */
  bodyAt: number;
  end: number;
}

/** Fragmented video has a few boxes per second. More than this in one box is an attack. */
const boxesMax = 100_000;

/** The consecutive boxes from `from` to `to`. Throws `UnreadablePicture` if one does not fit. */
export async function* boxesIn(source: ByteSource, from: number, to: number): AsyncGenerator<Box> {
  let at = from;
  for (let count = 0; at + 8 <= to; count++) {
    if (count > boxesMax) throw new UnreadablePicture("tooComplex");
    const head = await source.read(at, Math.min(16, to - at));
    let size = head.readUInt32BE();
    let headBytes = 8;
    // QuickTime ends some lists (user data) with four zero bytes. At the top level, size 0 means "to the end".
    if (size === 0) size = to - at;
    else if (size === 1) {
      if (head.length < 16) throw new UnreadablePicture("endsEarly");
      size = Number(head.readBigUInt64BE(8));
      headBytes = 16;
    }
    if (size < headBytes) throw new UnreadablePicture("damaged");
    if (at + size > to) throw new UnreadablePicture("endsEarly");
    yield { type: head.toString("latin1", 4, 8), at, bodyAt: at + headBytes, end: at + size };
    at += size;
  }
}

/** The first box of that type, or undefined. */
export async function firstBox(
  source: ByteSource,
  type: string,
  from: number,
  to: number,
): Promise<Box | undefined> {
  for await (const box of boxesIn(source, from, to)) if (box.type === type) return box;
}
