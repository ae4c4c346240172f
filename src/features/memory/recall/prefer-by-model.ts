import { CircuitOpen } from "../../../platform/circuit-breaker.ts";
import type { MemoryServices } from "../services.ts";
import { RERANKED, RerankingFailed } from "./reranker.ts";

// Words find what is named, a model reads what is meant: each has half a say.
const weight = 0.5;

/**
 * A last pass over the best hits: a configured reranker reads them with the query. Scores keep their scale. Without a usable
 * answer the hits stay as they are.
 */
export async function preferByModel<Found extends { ordinal: number; score: number }>(
  { reranker, log }: Pick<MemoryServices, "reranker" | "log">,
  query: string,
  found: readonly Found[],
  sidesOf: (ordinal: number) => string[],
): Promise<readonly Found[]> {
  const read = found.slice(0, RERANKED.textsMax);
  if (!reranker || query === "" || read.length < 2) return found;
  try {
    const texts = read.map(({ ordinal }) => textOf(sidesOf(ordinal)));
    return mixed(found, await reranker.scores(query, texts));
  } catch (error) {
    if (error instanceof CircuitOpen) return found;
    if (!(error instanceof RerankingFailed)) throw error;
    log.warn({ err: error }, "the reranker failed: recalled without it");
    return found;
  }
}

/** Both sides of an exchange. A long one leaves half of the room to the other. */
function textOf([user = "", agent = ""]: string[]): string {
  const half = RERANKED.charactersMax / 2;
  const first = user.slice(0, Math.max(half, RERANKED.charactersMax - agent.length - 1));
  return `${first}\n${agent}`.trim() || " ";
}

/** Mixes the scores of hits, best first, with those of a model for the first of them. Hits that it did not read come after. */
export function mixed<Found extends { score: number }>(found: readonly Found[], scores: readonly number[]) {
  const best = found[0]?.score ?? 0;
  const [least, most] = [Math.min(...scores), Math.max(...scores)];
  if (!(most > least)) return found;
  return found
    .map((hit, place) => {
      const rated = scores[place];
      const share = rated === undefined ? 0 : (rated - least) / (most - least);
      return { ...hit, score: (1 - weight) * hit.score + weight * best * share };
    })
    .sort((a, b) => b.score - a.score);
}
