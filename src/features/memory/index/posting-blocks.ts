/** Where a term occurs: ascending ordinals, and each side's count (at most 255). Without `agent`, all its counts are 0. */
export interface Posting {
  ordinals: ArrayLike<number>;
  user: ArrayLike<number>;
  agent?: ArrayLike<number>;
}

// Exchanges whose postings of one term share a block. A block has at most 4 kB, small enough to append to in place.
const ordinalsPerBlock = 1024;
const entryBytes = 4;

export const blockOf = (ordinal: number): number => Math.floor(ordinal / ordinalsPerBlock);

export interface PostingEntry {
  ordinal: number;
  user: number;
  agent: number;
}

/** One entry of a block: ordinal within the block (16 bits), counts of both sides (8 each). */
export function packEntry({ ordinal, user, agent }: PostingEntry): Buffer {
  const packed = Buffer.alloc(entryBytes);
  packed.writeUInt16LE(ordinal % ordinalsPerBlock, 0);
  packed[2] = user;
  packed[3] = agent;
  return packed;
}

export function unpackBlock(block: number, data: Buffer): PostingEntry[] {
  const entries: PostingEntry[] = [];
  for (let at = 0; at < data.length; at += entryBytes) {
    entries.push({
      ordinal: block * ordinalsPerBlock + data.readUInt16LE(at),
      user: data[at + 2] as number,
      agent: data[at + 3] as number,
    });
  }
  return entries;
}

/** Appends the entries of a block to a list. They are numbers that sort by ordinal, because a query reads tens of thousands. */
export function gatherBlock(block: number, data: Buffer, into: number[]): void {
  const first = block * ordinalsPerBlock;
  for (let at = 0; at < data.length; at += entryBytes) {
    const ordinal = first + (data[at] as number) + (data[at + 1] as number) * 256;
    into.push(asNumber(ordinal, data[at + 2] as number, data[at + 3] as number));
  }
}

/** An entry as one number: the ordinal, then 8 bits for each side. */
export const asNumber = (ordinal: number, user: number, agent: number): number =>
  ordinal * 65_536 + user * 256 + agent;

/** Builds a posting from entries that are numbers. */
export function asPosting(entries: readonly number[]): Posting {
  const sorted = new Float64Array(entries);
  // Entries are out of order only if conversations were flushed one by one.
  if (sorted.some((entry, i) => entry < (sorted[i - 1] as number))) sorted.sort();
  const ordinals = new Int32Array(sorted.length);
  const user = new Uint8Array(sorted.length);
  const agent = new Uint8Array(sorted.length);
  for (let i = 0; i < sorted.length; i++) {
    const entry = sorted[i] as number;
    ordinals[i] = entry / 65_536;
    user[i] = (entry / 256) & 255;
    agent[i] = entry & 255;
  }
  return { ordinals, user, agent };
}

/** The block without some exchanges. Empty if nothing is left. */
export function withoutOrdinals(block: number, data: Buffer, gone: ReadonlySet<number>): Buffer {
  const kept = unpackBlock(block, data).filter(({ ordinal }) => !gone.has(ordinal));
  return Buffer.concat(kept.map(packEntry));
}
