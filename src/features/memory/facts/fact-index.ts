import { LRUCache } from "lru-cache";
import type { Queryable } from "../../../platform/database/queryable.ts";
import type { Sealing } from "../sealing/sealing.ts";
import { slotKey } from "./fact.ts";
import { currentFacts, currentFactsVersion, type FactBounds } from "./store.ts";
import { openFactWords } from "./word-cache.ts";

/** A user's facts of one moment, in the order of `currentFacts`, by the words that they have. */
export interface FactIndex {
  /** Ids of what the user asked the assistant always to do. */
  instructions: readonly string[];
  facts: readonly { id: string; confidence: number }[];
  /** The places in `facts` of those with a word, by `wordHash`. */
  having: ReadonlyMap<string, readonly number[]>;
}

export interface FactIndexes {
  of(db: Queryable, sealing: Sealing, userId: string, at: Date, bounds: FactBounds): Promise<FactIndex>;
}

// Of a few hundred users with hundreds of facts, or of a dozen with thousands.
const bytesMax = 16 * 1024 * 1024;
const bytesPerFact = 150;
const bytesPerWord = 100;
const bytesPerPlace = 8;

/**
 * Caches the index of facts, so that a query reads and weighs no facts that have not changed. The key says what the facts are,
 * so an entry is never outdated.
 */
export function openFactIndexes(): FactIndexes {
  const cache = new LRUCache<string, FactIndex>({ maxSize: bytesMax, sizeCalculation: bytesOf });
  const factWords = openFactWords();
  return {
    async of(db, sealing, userId, at, bounds) {
      const slotOf = (version: string) => `${userId} ${sealing.version} ${version}`;
      const known = cache.get(slotOf(await currentFactsVersion(db, userId, at, bounds)));
      if (known) return known;
      const all = await currentFacts(db, userId, at, bounds);
      const instructing = sealing.hash(`slot ${slotKey({ subject: "user", attribute: "instruction" })}`);
      const facts = all.filter(({ slotHash }) => !slotHash.equals(instructing));
      const ids = facts.map(({ id }) => id);
      const words = await factWords.of(db, sealing, userId, ids);
      const index: FactIndex = {
        instructions: all.filter(({ slotHash }) => slotHash.equals(instructing)).map(({ id }) => id),
        facts: facts.map(({ id, confidence }) => ({ id, confidence })),
        having: placesOfWords(ids, words),
      };
      const [first] = all;
      if (first) cache.set(slotOf(first.version), index);
      return index;
    },
  };
}

function placesOfWords(
  ids: readonly string[],
  words: ReadonlyMap<string, ReadonlySet<string>>,
): FactIndex["having"] {
  const having = new Map<string, number[]>();
  for (const [place, id] of ids.entries()) {
    for (const word of words.get(id) ?? []) {
      const places = having.get(word);
      if (places) places.push(place);
      else having.set(word, [place]);
    }
  }
  return having;
}

function bytesOf({ instructions, facts, having }: FactIndex): number {
  let bytes = 1 + (instructions.length + facts.length) * bytesPerFact;
  for (const places of having.values()) bytes += bytesPerWord + places.length * bytesPerPlace;
  return bytes;
}
