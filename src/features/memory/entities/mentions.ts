import type { Posting } from "../index/posting-blocks.ts";
import type { History } from "../recall/history.ts";
import { readQuery } from "../recall/query.ts";
import type { Sealing } from "../sealing/sealing.ts";
import type { MemoryServices } from "../services.ts";
import type { UserState } from "../users/store.ts";
import { KeyMoved } from "../users/with-stable-key.ts";

/** The ordinals of the exchanges that have every word of a name, newest first. Throws `KeyMoved`. */
export async function mentionsOf(
  { database, histories, postings }: Pick<MemoryServices, "database" | "histories" | "postings">,
  sealing: Sealing,
  user: UserState,
  name: string,
): Promise<number[]> {
  const words = readQuery(name).wanted.map(({ terms }) =>
    terms.filter(({ as }) => as === "word").map(({ term }) => term),
  );
  if (words.length === 0) return [];
  const terms = new Map(words.flat().map((term) => [term, sealing.term(term)]));
  const [{ postings: found, keyVersion }, history] = await Promise.all([
    postings.of(database, user, terms),
    histories.of(database, user),
  ]);
  // A rotation changed the user's key, so the hashed terms matched nothing.
  if (keyVersion !== sealing.version) throw new KeyMoved();
  return words
    .map((word) => having(word, found))
    .reduce((all, some) => all.intersection(some))
    .values()
    .filter((ordinal) => isHeld(history, ordinal))
    .toArray()
    .toSorted((a, b) => (history.time[b] ?? 0) - (history.time[a] ?? 0) || b - a);
}

const having = (terms: readonly string[], postings: ReadonlyMap<string, Posting>): Set<number> =>
  new Set(terms.flatMap((term) => Array.from(postings.get(term)?.ordinals ?? [])));

const isHeld = ({ count, present }: History & { present: Uint8Array }, ordinal: number): boolean =>
  ordinal < count && present[ordinal] === 1;
