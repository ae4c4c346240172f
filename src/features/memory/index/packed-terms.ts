import type { Steps } from "../../../platform/in-slices.ts";
import type { ExchangeTerms } from "../terms/exchange-terms.ts";

const termBytes = 8;
const entryBytes = termBytes + 2;
const termsPerStep = 256;

export interface PackedTerm {
  term: Buffer;
  user: number;
  agent: number;
}

/**
 * Packs the search terms of one exchange for storage: per term 8 bytes of keyed hash and the counts of both sides. `hashOf`
 * returns the hash as 8 characters of Latin-1.
 */
export function* packTerms(terms: ExchangeTerms["terms"], hashOf: (term: string) => string): Steps<Buffer> {
  const packed = Buffer.alloc(terms.size * entryBytes);
  let at = 0;
  for (const [term, { user, agent }] of terms) {
    const hash = hashOf(term);
    for (let i = 0; i < termBytes; i++) packed[at + i] = hash.charCodeAt(i);
    packed[at + termBytes] = user;
    packed[at + termBytes + 1] = agent;
    at += entryBytes;
    if (at % (entryBytes * termsPerStep) === 0) yield;
  }
  return packed;
}

export function* unpackTerms(packed: Buffer): Generator<PackedTerm> {
  for (let at = 0; at < packed.length; at += entryBytes) {
    yield {
      term: packed.subarray(at, at + termBytes),
      user: packed[at + termBytes] as number,
      agent: packed[at + termBytes + 1] as number,
    };
  }
}

/**
 * Finds terms in the packed terms of exchanges. Compares the first four bytes of each, because a query looks for a few terms
 * among hundreds of thousands.
 */
export function termFinder(names: ReadonlyMap<string, Buffer>) {
  const byHead = new Map<number, { name: string; term: Buffer }[]>();
  for (const [name, term] of names)
    byHead.set(headOf(term, 0), [...(byHead.get(headOf(term, 0)) ?? []), { name, term }]);

  return (packed: Buffer, found: (name: string, user: number, agent: number) => void): void => {
    for (let at = 0; at < packed.length; at += entryBytes) {
      for (const { name, term } of byHead.get(headOf(packed, at)) ?? NONE) {
        if (term.compare(packed, at, at + termBytes) !== 0) continue;
        found(name, packed[at + termBytes] as number, packed[at + termBytes + 1] as number);
      }
    }
  };
}

const NONE: readonly never[] = [];

const headOf = (packed: Buffer, at: number): number =>
  (packed[at] as number) |
  ((packed[at + 1] as number) << 8) |
  ((packed[at + 2] as number) << 16) |
  ((packed[at + 3] as number) << 24);
