import { inSlices, type Steps } from "../../../platform/in-slices.ts";
import { pieces } from "../terms/pieces.ts";
import { leadingSpeaker } from "../terms/speaker.ts";
import { tokens } from "../terms/tokens.ts";
import type { Query } from "./query.ts";
import type { Ranked } from "./rank.ts";
import { WEIGHTS, type Weights } from "./weights.ts";

/** The number of best hits to rerank. More changed nothing (measured at 20, 30, 50 and 100). */
export const RERANKED_MAX = 20;
const ADJACENT_MAX = 3;

export interface AdjacentOptions {
  weights?: Weights;
  /** How many pairs an exchange may have at most. */
  atMost?: (ordinal: number, sides: readonly string[]) => number;
  /** Only so many best hits are wanted. Others need not have their final scores. */
  limit?: number;
}

/**
 * A second pass over decrypted text: raises those of the first `RERANKED_MAX` hits that have adjacent words of the query. It
 * ranks as well as an index of all word pairs, which would be a third larger. `sidesOf` gives the user's and the agent's text.
 */
export async function preferAdjacent<Found extends Pick<Ranked, "ordinal" | "score">>(
  found: readonly Found[],
  query: Query,
  sidesOf: (ordinal: number) => string[],
  { weights = WEIGHTS, atMost, limit = Number.POSITIVE_INFINITY }: AdjacentOptions = {},
): Promise<readonly Found[]> {
  if (query.pairs.length === 0) return found;
  const lifted: Found[] = [];
  for (const one of found.slice(0, RERANKED_MAX)) {
    const sides = sidesOf(one.ordinal);
    const scoreWith = (pairs: number) => one.score + weights.adjacent * Math.min(ADJACENT_MAX, pairs);
    const most = atMost?.(one.ordinal, sides) ?? ADJACENT_MAX;
    if (most === 0 || scoreWith(most) < worstOf(lifted, limit)) {
      lifted.push(one);
      continue;
    }
    let adjacent = 0;
    for (const text of sides) adjacent += await inSlices(adjacentIn(text, query));
    lifted.push({ ...one, score: scoreWith(adjacent) });
  }
  return [...lifted, ...found.slice(RERANKED_MAX)].sort((a, b) => b.score - a.score);
}

/** The least score of the `limit` best hits. */
const worstOf = (found: readonly { score: number }[], limit: number): number =>
  found.map(({ score }) => score).sort((a, b) => b - a)[limit - 1] ?? Number.NEGATIVE_INFINITY;

/** The number of the query's pairs in a text. */
function* adjacentIn(text: string, { pairs, language }: Query): Steps<number> {
  const wanted = new Map<string, Set<string>>();
  for (const { first, second } of pairs) wanted.set(first, (wanted.get(first) ?? new Set()).add(second));
  const found = new Set<string>();
  let before = "";
  for (const piece of pieces(leadingSpeaker(text)?.rest ?? text)) {
    for (const { stem } of tokens(piece, language)) {
      if (wanted.get(before)?.has(stem)) found.add(`${before} ${stem}`);
      before = stem;
    }
    yield;
  }
  return pairs.filter(({ first, second }) => found.has(`${first} ${second}`)).length;
}
