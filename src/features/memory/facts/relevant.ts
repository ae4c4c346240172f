import type { Sealing } from "../sealing/sealing.ts";
import type { MemoryServices } from "../services.ts";
import { stems } from "../terms/tokenise.ts";
import { slotKey } from "./fact.ts";
import type { Fact } from "./fact-answer.ts";
import { type CurrentFact, currentFacts, type FactBounds, factsByIds } from "./store.ts";
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
  { database, clock, factWords }: Pick<MemoryServices, "database" | "clock" | "factWords">,
  sealing: Sealing,
  userId: string,
  query: string,
  bounds: FactBounds,
): Promise<Fact[]> {
  const all = await currentFacts(database, userId, bounds.asOf ?? clock.now(), bounds);
  const instructing = sealing.hash(`slot ${slotKey({ subject: "user", attribute: "instruction" })}`);
  const [instructions, current] = parted(all, ({ slotHash }) => slotHash.equals(instructing));
  const ids = current.map(({ id }) => id);
  const words = await factWords.of(database, sealing, userId, ids);
  const asked = new Set(stems(query).map((stem) => wordHash(sealing, stem)));
  const rarity = rarityIn([...words.values()]);
  const shared = (id: string) =>
    [...(words.get(id)?.intersection(asked) ?? [])].reduce((sum, word) => sum + rarity(word), 0);
  const fitting = current
    .map(({ id, confidence }) => ({ id, score: shared(id) + confidence }))
    .sort((a, b) => b.score - a.score)
    .slice(0, factsMax);
  const best = [...instructions.slice(-instructionsMax), ...fitting];
  const rows = await factsByIds(
    database,
    userId,
    best.map(({ id }) => id),
  );
  const facts = new Map(rows.map((row) => [row.id, factAnswer(sealing, row)]));
  return best.flatMap(({ id }) => facts.get(id) ?? []); // undefined if it was forgotten meanwhile
}

/** How much a shared word counts: 1 if every fact has it ("user"), more the fewer do. */
function rarityIn(facts: readonly ReadonlySet<string>[]): (word: string) => number {
  const having = new Map<string, number>();
  for (const words of facts) for (const word of words) having.set(word, (having.get(word) ?? 0) + 1);
  return (word) => 1 + Math.log(facts.length / (having.get(word) ?? 1));
}

function parted(facts: readonly CurrentFact[], first: (fact: CurrentFact) => boolean) {
  return [facts.filter(first), facts.filter((fact) => !first(fact))] as const;
}
