/** Where a term occurs: ascending ordinals, and each side's count (at most 255). */
export interface Posting {
  ordinals: Int32Array;
  user: Uint8Array;
  agent: Uint8Array;
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

/** One block of a term. */
export interface PostingBlock {
  block: number;
  data: Buffer;
}

/** The posting of a term, from its blocks in any order. */
export function asPosting(blocks: PostingBlock[]): Posting {
  if (blocks.length === 0) return EMPTY;
  blocks.sort((a, b) => a.block - b.block);
  const posting = emptyPosting(blocks.reduce((sum, { data }) => sum + data.length, 0) / entryBytes);
  const { ordinals, user, agent } = posting;
  let at = 0;
  for (const { block, data } of blocks) {
    const first = block * ordinalsPerBlock;
    for (let byte = 0; byte < data.length; byte += entryBytes, at++) {
      ordinals[at] = first + (data[byte] as number) + (data[byte + 1] as number) * 256;
      user[at] = data[byte + 2] as number;
      agent[at] = data[byte + 3] as number;
    }
  }
  return isAscending(ordinals) ? posting : sorted(posting);
}

/** A posting with more entries (numbers of `asNumber`). */
export function withEntries(posting: Posting, entries: readonly number[]): Posting {
  const { ordinals, user, agent } = posting;
  const whole = emptyPosting(ordinals.length + entries.length);
  whole.ordinals.set(ordinals);
  whole.user.set(user);
  whole.agent.set(agent);
  for (const [i, entry] of entries.entries()) setEntry(whole, ordinals.length + i, entry);
  return isAscending(whole.ordinals) ? whole : sorted(whole);
}

/** The memory that a posting takes. */
export const bytesOf = ({ ordinals }: Posting): number => ordinals.length * 6;

const emptyPosting = (entries: number): Posting => ({
  ordinals: new Int32Array(entries),
  user: new Uint8Array(entries),
  agent: new Uint8Array(entries),
});
const EMPTY = emptyPosting(0);

function setEntry({ ordinals, user, agent }: Posting, at: number, entry: number): void {
  ordinals[at] = entry / 65_536;
  user[at] = (entry / 256) & 255;
  agent[at] = entry & 255;
}

function isAscending(ordinals: Int32Array): boolean {
  for (let i = 1; i < ordinals.length; i++)
    if ((ordinals[i] as number) < (ordinals[i - 1] as number)) return false;
  return true;
}

/** Entries are out of order only if conversations were flushed one by one, or an exchange was changed. */
function sorted({ ordinals, user, agent }: Posting): Posting {
  const entries = Float64Array.from(ordinals, (ordinal, i) =>
    asNumber(ordinal, user[i] as number, agent[i] as number),
  ).sort();
  for (const [i, entry] of entries.entries()) setEntry({ ordinals, user, agent }, i, entry);
  return { ordinals, user, agent };
}

/** The block without some exchanges. Empty if nothing is left. */
export function withoutOrdinals(block: number, data: Buffer, gone: ReadonlySet<number>): Buffer {
  const kept = unpackBlock(block, data).filter(({ ordinal }) => !gone.has(ordinal));
  return Buffer.concat(kept.map(packEntry));
}
