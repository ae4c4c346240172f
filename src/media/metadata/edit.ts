import { UnreadablePicture } from "../bytes/unreadable-picture.ts";

/** A stretch of the original that is kept, or bytes that stand in its place. */
export type Piece = { from: number; to: number } | Buffer;

/** Bytes written over the original, which keeps its length; a number is that many zero bytes. */
export interface Patch {
  at: number;
  with: Buffer | number;
}

/** What makes a file without its private metadata out of the original. */
export type Edit = { pieces: Piece[] } | { patches: Patch[] };

/** A file of 100 MB cut into more parts than this was made to exhaust memory. */
const partsMax = 100_000;

/** Collects pieces in file order; neighbours become one. */
export class Pieces {
  readonly list: Piece[] = [];

  keep(from: number, to: number): void {
    const last = this.list.at(-1);
    if (last && !Buffer.isBuffer(last) && last.to === from) last.to = to;
    else this.add({ from, to });
  }

  insert(bytes: Buffer): void {
    this.add(bytes);
  }

  private add(piece: Piece): void {
    if (this.list.length >= partsMax) throw new UnreadablePicture("tooComplex");
    this.list.push(piece);
  }
}

/** Collects patches; later ones win where they overlap. */
export class Patches {
  readonly list: Patch[] = [];

  zero(from: number, to: number): void {
    if (to > from) this.add({ at: from, with: to - from });
  }

  write(at: number, bytes: Buffer): void {
    this.add({ at, with: bytes });
  }

  private add(patch: Patch): void {
    if (this.list.length >= partsMax) throw new UnreadablePicture("tooComplex");
    this.list.push(patch);
  }
}

/** Whether the edit leaves a file of `size` bytes as it is. */
export function changesNothing(edit: Edit, size: number): boolean {
  if ("patches" in edit) return edit.patches.length === 0;
  const [only, second] = edit.pieces;
  return !second && !!only && !Buffer.isBuffer(only) && only.from === 0 && only.to === size;
}
