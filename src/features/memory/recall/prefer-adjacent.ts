import { leadingSpeaker } from "../terms/speaker.ts";
import { stems } from "../terms/tokenise.ts";
import type { Query } from "./query.ts";
import type { Ranked } from "./rank.ts";
import { WEIGHTS, type Weights } from "./weights.ts";

/** The number of best hits to rerank. More changed nothing (measured at 20, 30, 50 and 100). */
export const RERANKED_MAX = 20;
const ADJACENT_MAX = 3;

/**
 * A second pass over decrypted text: raises those of the first `RERANKED_MAX` hits that have adjacent words of the query. It
 * ranks as well as an index of all word pairs, which would be a third larger. `sidesOf` gives the user's and the agent's text.
 */
export function preferAdjacent<Found extends Pick<Ranked, "ordinal" | "score">>(
  found: readonly Found[],
  query: Query,
  sidesOf: (ordinal: number) => string[],
  weights: Weights = WEIGHTS,
): readonly Found[] {
  if (query.pairs.length === 0) return found;
  const lifted = found.slice(0, RERANKED_MAX).map((one) => {
    const adjacent = sidesOf(one.ordinal).reduce((sum, text) => sum + adjacentIn(text, query), 0);
    return { ...one, score: one.score + weights.adjacent * Math.min(ADJACENT_MAX, adjacent) };
  });
  return [...lifted, ...found.slice(RERANKED_MAX)].sort((a, b) => b.score - a.score);
}

function adjacentIn(text: string, { pairs }: Query): number {
  const said = stems(leadingSpeaker(text)?.rest ?? text);
  const has = ({ first, second }: Query["pairs"][number]) =>
    said.some((stem, i) => stem === first && said[i + 1] === second);
  return pairs.filter(has).length;
}
