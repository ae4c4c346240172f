import type { Sealing } from "../sealing/sealing.ts";
import type { MemoryServices } from "../services.ts";
import { stems } from "../terms/tokenise.ts";
import type { Fact } from "./fact-answer.ts";
import { currentFacts, factAnswer, factsByIds } from "./store.ts";
import { wordHash } from "./word-cache.ts";

// Fits into a prompt together with the recalled exchanges.
const factsMax = 20;

/** At most 20 current facts of a user: those that share words with the query first, then by confidence. */
export async function factsForQuery(
  { database, clock, factWords }: Pick<MemoryServices, "database" | "clock" | "factWords">,
  sealing: Sealing,
  userId: string,
  query: string,
): Promise<Fact[]> {
  const current = await currentFacts(database, userId, clock.now());
  const ids = current.map(({ id }) => id);
  const words = await factWords.of(database, sealing, userId, ids);
  const asked = new Set(stems(query).map((stem) => wordHash(sealing, stem)));
  const shared = (id: string) => words.get(id)?.intersection(asked).size ?? 0;
  const best = current
    .map(({ id, confidence }) => ({ id, score: shared(id) + confidence }))
    .sort((a, b) => b.score - a.score)
    .slice(0, factsMax);
  const rows = await factsByIds(
    database,
    userId,
    best.map(({ id }) => id),
  );
  const facts = new Map(rows.map((row) => [row.id, factAnswer(sealing, row)]));
  return best.flatMap(({ id }) => facts.get(id) ?? []); // undefined if it was forgotten meanwhile
}
