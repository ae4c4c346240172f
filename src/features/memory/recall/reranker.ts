import { z } from "zod";
import type { CircuitBreaker } from "../../../platform/circuit-breaker.ts";
import { askEndpoint, EndpointFailed } from "../../../platform/model-endpoint.ts";
import type { ModelEndpoint } from "../../../platform/model-settings.ts";

/** Rates texts against a query with a model that reads both at once. */
export interface Reranker {
  /**
   * A score for each text, higher for one that fits better. Models differ in scale. Throws `RerankingFailed`, and `CircuitOpen`
   * while the endpoint is left alone.
   */
  scores(query: string, texts: readonly string[]): Promise<number[]>;
  /** What the last call failed with. Undefined if it succeeded. */
  lastError(): Error | undefined;
}

/** The endpoint gave no usable scores. The message has the reason, for the log. */
export class RerankingFailed extends Error {
  override readonly name = "RerankingFailed";
  readonly isOfInput: boolean;

  constructor(message: string, { isOfInput = false } = {}) {
    super(message);
    this.isOfInput = isOfInput;
  }
}

/** How many texts are sent with a query, and how much of each: what a model on a processor reads in about a second. */
export const RERANKED = { textsMax: 30, charactersMax: 2_000 };
// A caller waits for the answer.
const timeoutMs = 2_000;
// What every model takes.
const known = ["Hello", ["Good morning", "Good night"]] as const;
// The answer of some servers repeats the texts.
const answerBytesMax = 1_048_576;

const Score = z.object({
  index: z.int().min(0),
  relevance_score: z.number().optional(),
  score: z.number().optional(),
});
/** Of Jina, Cohere and vLLM, and of Text Embeddings Inference. */
const Answer = z.union([
  z.object({ results: z.array(Score) }).transform(({ results }) => results),
  z.array(Score),
]);

/** Text Embeddings Inference calls the documents `texts`, and answers 422 where they are missing. */
const wires = {
  documents: (model: string, query: string, documents: readonly string[]) => ({
    model,
    query,
    documents,
    top_n: documents.length,
  }),
  texts: (_model: string, query: string, texts: readonly string[]) => ({ query, texts, truncate: true }),
};

export function openReranker(
  endpoint: ModelEndpoint,
  breaker: CircuitBreaker,
  send: typeof fetch = fetch,
): Reranker {
  let wire: keyof typeof wires = "documents";

  async function ask(query: string, texts: readonly string[], signal: AbortSignal): Promise<unknown> {
    const options = { signal, bytesMax: answerBytesMax, send };
    const asked = (by: keyof typeof wires) =>
      askEndpoint(endpoint, "/rerank", wires[by](endpoint.model, query, texts), options);
    try {
      return await asked(wire);
    } catch (error) {
      if (!(error instanceof EndpointFailed) || error.status !== 422) throw error;
      const other = wire === "documents" ? "texts" : "documents";
      const answer = await asked(other);
      wire = other;
      return answer;
    }
  }

  async function scores(query: string, texts: readonly string[], signal: AbortSignal): Promise<number[]> {
    const bounded = [query, ...texts].map((text) => text.slice(0, RERANKED.charactersMax).toWellFormed());
    const [asked = "", ...read] = bounded;
    const answer = Answer.safeParse(await ask(asked, read, signal).catch(failed));
    return scoresOf(answer.data ?? [], texts.length);
  }

  return {
    lastError: breaker.lastError,
    scores(query, texts) {
      const signal = AbortSignal.timeout(timeoutMs);
      return breaker.run(
        () => scores(query, texts, signal),
        () => scores(...known, signal),
      );
    },
  };
}

const failed = (error: EndpointFailed): never => {
  throw new RerankingFailed(`The reranker failed: ${error.message}`, error);
};

/** The scores in the order of the texts. */
function scoresOf(rated: readonly z.output<typeof Score>[], count: number): number[] {
  const scores = new Map(rated.map((one) => [one.index, one.relevance_score ?? one.score]));
  const ordered = Array.from({ length: count }, (_, index) => scores.get(index));
  if (rated.length !== count || ordered.includes(undefined))
    throw new RerankingFailed("The reranker did not return a score for each text");
  return ordered as number[];
}
