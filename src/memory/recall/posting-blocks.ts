/** Exchanges whose postings of one term share a block: a block has at most 4 kB, small enough to append to in place. */
const ordinalsPerBlock = 1024;
const entryBytes = 4;

export const blockOf = (ordinal: number): number => Math.floor(ordinal / ordinalsPerBlock);

export interface PostingEntry {
  ordinal: number;
  user: number;
  agent: number;
}

/** One entry as it is appended to its block: ordinal within the block (16 bits), counts of both sides (8 each). */
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

/** The block without some exchanges; empty when nothing is left. */
export function withoutOrdinals(block: number, data: Buffer, gone: ReadonlySet<number>): Buffer {
  const kept = unpackBlock(block, data).filter(({ ordinal }) => !gone.has(ordinal));
  return Buffer.concat(kept.map(packEntry));
}
