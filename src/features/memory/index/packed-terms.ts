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

/** Packs the search terms of one exchange for storage: per term 8 bytes of keyed hash and the counts of both sides. */
export function* packTerms(terms: ExchangeTerms["terms"], hashOf: (term: string) => Buffer): Steps<Buffer> {
  const packed = Buffer.alloc(terms.size * entryBytes);
  let at = 0;
  for (const [term, { user, agent }] of terms) {
    hashOf(term).copy(packed, at);
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
