import { LRUCache } from "lru-cache";
import type { Queryable } from "../../../platform/database/queryable.ts";
import type { Sealing } from "../sealing/sealing.ts";
import { stems } from "../terms/tokenise.ts";
import { type FactSecrets, sealedFacts } from "./store.ts";

export interface FactWords {
  /** The words of facts as keyed hashes (`wordHash`), by fact id. Unknown ids are left out. */
  of(db: Queryable, sealing: Sealing, userId: string, ids: readonly string[]): Promise<Map<string, Words>>;
}

type Words = ReadonlySet<string>;

// About 500 bytes each: all facts of a few hundred active users.
const factsMax = 100_000;

/**
 * Caches the words of facts, so that a user's hundreds of facts are not decrypted for each query. A fact's words never
 * change. The cache holds keyed hashes, like the search index.
 */
export function openFactWords(): FactWords {
  const cache = new LRUCache<string, Words>({ max: factsMax });
  return {
    async of(db, sealing, userId, ids) {
      const slot = (id: string) => `${id} ${sealing.version}`;
      const unknown = ids.filter((id) => !cache.has(slot(id)));
      const opened = unknown.length > 0 ? await sealedFacts(db, userId, unknown) : [];
      const fresh = new Map(opened.map(({ id, sealed }) => [id, wordsOf(sealing, sealing.open(id, sealed))]));
      for (const [id, words] of fresh) cache.set(slot(id), words);
      return new Map(
        ids.flatMap((id) => {
          const words = fresh.get(id) ?? cache.get(slot(id));
          return words ? [[id, words] as const] : [];
        }),
      );
    },
  };
}

const wordsOf = (sealing: Sealing, { text, attribute }: FactSecrets): Words =>
  new Set(stems(`${text} ${attribute.replaceAll(/[_:]/g, " ")}`).map((stem) => wordHash(sealing, stem)));

export const wordHash = (sealing: Sealing, stem: string): string => sealing.termText(stem);
