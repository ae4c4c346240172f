import type { Query } from "./query.ts";
import type { Ranked } from "./rank.ts";
import { leadingSpeaker } from "./speaker.ts";
import { stems } from "./tokenise.ts";
import { WEIGHTS, type Weights } from "./weights.ts";

/** How many of the best are read again: below them the bonus moved nothing (measured at 20, 30, 50 and 100). */
export const READ_AGAIN = 20;
const ADJACENT_MAX = 3;

/**
 * Second pass, over decrypted text: lifts those of the first `READ_AGAIN` that have words of the query side by side. As good
 * as storing every pair of words as a term, which is a third more index. `textsOf` gives the sides of an exchange.
 */
export function preferAdjacent<Found extends Pick<Ranked, "ordinal" | "score">>(
  found: readonly Found[],
  query: Query,
  textsOf: (ordinal: number) => string[],
  weights: Weights = WEIGHTS,
): readonly Found[] {
  if (query.pairs.length === 0) return found;
  const lifted = found.slice(0, READ_AGAIN).map((one) => {
    const adjacent = textsOf(one.ordinal).reduce((sum, text) => sum + adjacentIn(text, query), 0);
    return { ...one, score: one.score + weights.adjacent * Math.min(ADJACENT_MAX, adjacent) };
  });
  return [...lifted, ...found.slice(READ_AGAIN)].sort((a, b) => b.score - a.score);
}

function adjacentIn(text: string, { pairs }: Query): number {
  const said = stems(leadingSpeaker(text)?.rest ?? text);
  const has = ({ first, second }: Query["pairs"][number]) =>
    said.some((stem, i) => stem === first && said[i + 1] === second);
  return pairs.filter(has).length;
}
