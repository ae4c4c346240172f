import { LRUCache } from "lru-cache";
import type { Queryable } from "../../../platform/database/queryable.ts";
import type { IndexState } from "../users/store.ts";
import { termFinder } from "./packed-terms.ts";
import { asNumber, asPosting, bytesOf, type Posting, withEntries } from "./posting-blocks.ts";
import { type ReadIndex, readIndex } from "./store.ts";

/** The result of `Postings.of`. */
export interface FoundPostings {
  /** The posting of each term that occurs, by its name. */
  postings: Map<string, Posting>;
  /** The version of the key that encrypted the user at that moment. Undefined if the user is gone. */
  keyVersion: number | undefined;
}

export interface Postings {
  /**
   * Finds terms among a user's exchanges, at one moment of the database. `terms` maps each name to its keyed hash. `user` says
   * what the index was a moment ago.
   */
  of(
    db: Queryable,
    user: IndexState & { id: string },
    terms: ReadonlyMap<string, Buffer>,
  ): Promise<FoundPostings>;
}

// All postings of four users with 50,000 short exchanges each, or of a few hundred with 1,000.
const bytesMax = 64 * 1024 * 1024;
// Of an entry, beside the posting.
const bytesPerEntry = 500;

/**
 * Caches postings, so that a query of a large memory receives only those of words that nobody asked for lately. The key of an
 * entry says what the index is, and each read compares it with the index of that moment: so an entry is never outdated,
 * whichever process changed the index. Exchanges that are not in the index yet are read each time.
 */
export function openPostings(): Postings {
  const cache = new LRUCache<string, Posting>({
    maxSize: bytesMax,
    sizeCalculation: (posting) => bytesOf(posting) + bytesPerEntry,
  });
  function remembered(user: IndexState & { id: string }, terms: ReadonlyMap<string, Buffer>) {
    const known = new Map<string, Posting>();
    for (const [name, term] of terms) {
      const posting = cache.get(slotOf(user.id, user, term));
      if (posting) known.set(name, posting);
    }
    return known;
  }

  return {
    async of(db, user, terms) {
      const postings = remembered(user, terms);
      const missing = [...terms].flatMap(([name, term]) => (postings.has(name) ? [] : [term]));
      let read = await readIndex(db, user.id, missing);
      if (postings.size > 0 && !isSame(read.state, user)) {
        // The index has changed since the user was read.
        postings.clear();
        read = await readIndex(db, user.id, [...terms.values()]);
      }
      for (const [name, term] of terms) {
        if (postings.has(name)) continue;
        const posting = asPosting(read.blocks.get(term.toString("latin1")) ?? []);
        postings.set(name, posting);
        if (read.state) cache.set(slotOf(user.id, read.state, term), posting);
      }
      return { postings: withBuffered(postings, read, terms), keyVersion: read.state?.keyVersion };
    },
  };
}

const slotOf = (userId: string, { keyVersion, erasures, indexed }: IndexState, term: Buffer): string =>
  `${userId} ${keyVersion} ${erasures} ${indexed} ${term.toString("latin1")}`;

const isSame = (one: IndexState | undefined, other: IndexState): boolean =>
  one?.keyVersion === other.keyVersion && one.erasures === other.erasures && one.indexed === other.indexed;

/** The postings with the exchanges that are not in the index yet, without those of terms that do not occur. */
function withBuffered(
  postings: ReadonlyMap<string, Posting>,
  { buffered }: ReadIndex,
  terms: ReadonlyMap<string, Buffer>,
): Map<string, Posting> {
  const added = new Map<string, number[]>();
  const findTerms = termFinder(terms);
  for (const exchange of buffered)
    findTerms(exchange.terms, (name, user, agent) => {
      const entries = added.get(name) ?? [];
      added.set(name, entries);
      entries.push(asNumber(exchange.ordinal, user, agent));
    });
  const whole = new Map<string, Posting>();
  for (const [name, posting] of postings) {
    const entries = added.get(name);
    if (entries) whole.set(name, withEntries(posting, entries));
    else if (posting.ordinals.length > 0) whole.set(name, posting);
  }
  return whole;
}
