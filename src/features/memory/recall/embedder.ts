import { z } from "zod";
import type { CircuitBreaker } from "../../../platform/circuit-breaker.ts";
import { askEndpoint, type EndpointFailed } from "../../../platform/model-endpoint.ts";
import type { ModelEndpoint } from "../../../platform/model-settings.ts";

/** Turns texts into unit vectors, all of the same dimension. */
export interface Embedder {
  /** The name of the model. Vectors of different models are not compared. */
  model: string;
  /** How much its best match adds to a score, in which the best match by words counts 1. */
  weight: number;
  /** A vector for each text, for a job: it waits for a minute. Throws `EmbeddingFailed`. */
  embed(texts: readonly string[]): Promise<Float32Array[]>;
  /** The vector of a query. Throws `EmbeddingFailed`, and `CircuitOpen` while the endpoint is left alone. */
  embedQuery(text: string): Promise<Float32Array>;
  /** What the last query failed with. Undefined if it succeeded. */
  lastError(): Error | undefined;
}

/** The endpoint gave no usable vectors. `message` has the reason, for the log. */
export class EmbeddingFailed extends Error {
  override readonly name = "EmbeddingFailed";
  readonly isOfInput: boolean;

  constructor(message: string, { isOfInput = false } = {}) {
    super(message);
    this.isOfInput = isOfInput;
  }
}

const Answer = z.object({
  data: z.array(z.object({ index: z.int().min(0), embedding: z.array(z.number()).min(1).max(8192) })),
});

// Any model reads this much. The rest of a longer text adds little to its vector.
const charactersMax = 8_000;
// Short for a query, because a caller waits for the answer.
const timeoutMs = { job: 60_000, query: 3_000 };
// One that every model takes.
const knownText = "Hello";
// For each text: the most numbers, at 20 characters.
const answerBytesMax = 8_192 * 20;

/** With an OpenAI-compatible endpoint. */
export function openEmbedder(
  endpoint: ModelEndpoint,
  breaker: CircuitBreaker,
  send: typeof fetch = fetch,
): Embedder {
  const { model } = endpoint;

  async function vectorsOf(texts: readonly string[], signal: AbortSignal): Promise<Float32Array[]> {
    const input = texts.map((text) => text.slice(0, charactersMax).toWellFormed() || " ");
    const bytesMax = (texts.length + 1) * answerBytesMax;
    const answer = Answer.safeParse(
      await askEndpoint(endpoint, "/embeddings", { model, input }, { signal, bytesMax, send }).catch(failed),
    );
    const vectors = answer.data?.data.toSorted((a, b) => a.index - b.index).map(({ embedding }) => embedding);
    if (vectors?.length !== texts.length)
      throw new EmbeddingFailed("The embeddings endpoint did not return a vector for each text");
    const dimension = vectors[0]?.length;
    if (vectors.some((vector) => vector.length !== dimension))
      throw new EmbeddingFailed("The embeddings have different dimensions");
    return vectors.map(normalised);
  }

  return {
    model,
    // Words find names and numbers, vectors find paraphrases: the best match of either weighs about the same.
    weight: 0.8,
    lastError: breaker.lastError,
    embed: (texts) => vectorsOf(texts, AbortSignal.timeout(timeoutMs.job)),
    embedQuery(text) {
      const signal = AbortSignal.timeout(timeoutMs.query);
      return breaker.run(
        async () => {
          const [vector] = await vectorsOf([text], signal);
          return vector as Float32Array;
        },
        () => vectorsOf([knownText], signal),
      );
    },
  };
}

const failed = (error: EndpointFailed): never => {
  throw new EmbeddingFailed(`The embeddings endpoint failed: ${error.message}`, error);
};

export function normalised(vector: readonly number[]): Float32Array {
  const length = Math.hypot(...vector) || 1;
  return Float32Array.from(vector, (value) => value / length);
}
