import type { Queryable } from "../../storage/queryable.ts";
import { stems } from "../recall/tokenise.ts";
import type { Sealing } from "../sealing.ts";
import type { Fact } from "./fact-answer.ts";
import { factAnswer, factsOf } from "./store.ts";

// What fits before a prompt beside the evidence.
const factsMax = 20;

/** What is known about a user now; those that share words with the query first, then the surest, at most 20. */
export async function factsForQuery(
  db: Queryable,
  sealing: Sealing,
  userId: string,
  query: string,
  at: Date,
): Promise<Fact[]> {
  const rows = await factsOf(db, userId, { at });
  const asked = new Set(stems(query));
  const scored = rows.map((row) => {
    const fact = factAnswer(sealing, row);
    const shared = new Set(stems(`${fact.text} ${fact.attribute.replaceAll(/[_:]/g, " ")}`)).intersection(
      asked,
    ).size;
    return { fact, score: shared + fact.confidence };
  });
  return scored
    .sort((a, b) => b.score - a.score)
    .slice(0, factsMax)
    .map(({ fact }) => fact);
}
