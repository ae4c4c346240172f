import { UnreadablePicture } from "../bytes/unreadable-picture.ts";

/** A stretch of the original that is kept, or bytes that stand in its place. */
export type Piece = { from: number; to: number } | Buffer;

/** Bytes written over the original, which keeps its length; a number is that many bytes of `fill`, or zeros. */
export interface Patch {
  at: number;
  with: Buffer | number;
  fill?: number;
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

/**
 * Collects patches. Stretches of zeros come first, each byte once: a hostile file names the same one many times. What is
 * written over them stays.
 */
export class Patches {
  private readonly zeros: [from: number, to: number][] = [];
  private readonly writes: Patch[] = [];

  get list(): Patch[] {
    const patches: Patch[] = [];
    let end = Number.NEGATIVE_INFINITY;
    for (const [from, to] of this.zeros.toSorted(([a], [b]) => a - b)) {
      if (to > end) patches.push({ at: Math.max(from, end), with: to - Math.max(from, end) });
      end = Math.max(end, to);
    }
    return [...patches, ...this.writes];
  }

  zero(from: number, to: number): void {
    this.count();
    if (to > from) this.zeros.push([from, to]);
  }

  write(at: number, bytes: Buffer): void {
    this.count();
    this.writes.push({ at, with: bytes });
  }

  /** The caller takes care that these do not overlap. */
  spaces(from: number, to: number): void {
    this.count();
    this.writes.push({ at: from, with: to - from, fill: 0x20 });
  }

  private count(): void {
    if (this.zeros.length + this.writes.length >= partsMax) throw new UnreadablePicture("tooComplex");
  }
}

// TIFFs of microscopes have some ten thousand pages of twenty entries.
const entriesMax = 400_000;

/** How much of a file's directories is read. A hostile file names large ones again and again, and one from within another. */
export class EntryBudget {
  private left = entriesMax;

  spend(entries: number): void {
    this.left -= entries;
    if (this.left < 0) throw new UnreadablePicture("tooComplex");
  }
}

/** Whether the edit leaves a file of `size` bytes as it is. */
export function changesNothing(edit: Edit, size: number): boolean {
  if ("patches" in edit) return edit.patches.length === 0;
  const [only, second] = edit.pieces;
  return !second && !!only && !Buffer.isBuffer(only) && only.from === 0 && only.to === size;
}
