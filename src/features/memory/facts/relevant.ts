import type { Sealing } from "../sealing/sealing.ts";
import type { MemoryServices } from "../services.ts";
import { stems } from "../terms/tokenise.ts";
import type { Fact } from "./fact-answer.ts";
import type { FactIndex } from "./fact-index.ts";
import { type FactBounds, factsByIds } from "./store.ts";
import { factAnswer } from "./stored.ts";
import { wordHash } from "./word-cache.ts";

// Fits into a prompt together with the recalled exchanges.
const factsMax = 20;

// A person who asks for more than ten things gets the newest ten.
const instructionsMax = 10;

/**
 * Facts of a user that hold at `bounds.asOf`, or now. First what they asked the assistant always to do, whatever the query is,
 * then at most 20 others: those that share words with the query first, and rare words count more; then by confidence.
 */
export async function factsForQuery(
  { database, clock, factIndexes }: Pick<MemoryServices, "database" | "clock" | "factIndexes">,
  sealing: Sealing,
  userId: string,
  query: string,
  bounds: FactBounds,
): Promise<Fact[]> {
  const index = await factIndexes.of(database, sealing, userId, bounds.asOf ?? clock.now(), bounds);
  const asked = new Set(stems(query).map((stem) => wordHash(sealing, stem)));
  const best = [...index.instructions.slice(-instructionsMax), ...fitting(index, asked)];
  const rows = await factsByIds(database, userId, best);
  const facts = new Map(rows.map((row) => [row.id, factAnswer(sealing, row)]));
  return best.flatMap((id) => facts.get(id) ?? []); // undefined if it was forgotten meanwhile
}

/** The ids of the facts that fit a query best, best first. Of equal ones the earlier comes first. */
function fitting({ facts, having }: FactIndex, asked: ReadonlySet<string>): string[] {
  const shared = new Float64Array(facts.length);
  for (const word of asked) {
    const places = having.get(word) ?? [];
    // How much a shared word counts: 1 if every fact has it ("user"), more the fewer do.
    const rarity = 1 + Math.log(facts.length / places.length);
    for (const place of places) shared[place] = (shared[place] ?? 0) + rarity;
  }
  const scores = shared.map((sum, place) => sum + (facts[place]?.confidence ?? 0));
  const best: number[] = [];
  for (const [place, score] of scores.entries()) {
    if (best.length === factsMax && score <= (scores[best.at(-1) ?? 0] ?? 0)) continue;
    const behind = best.findIndex((other) => (scores[other] ?? 0) < score);
    best.splice(behind < 0 ? best.length : behind, 0, place);
    if (best.length > factsMax) best.pop();
  }
  return best.flatMap((place) => facts[place]?.id ?? []);
}
