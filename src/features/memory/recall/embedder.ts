import { z } from "zod";
import type { ModelEndpoint } from "../../../platform/config.ts";

/** Turns texts into vectors with an OpenAI-compatible endpoint. */
export interface Embedder {
  /** The name of the model. Vectors of different models are not compared. */
  model: string;
  /** Returns a unit vector for each text, all of the same dimension. Throws `EmbeddingFailed`. */
  embed(texts: readonly string[], timeoutMs: number): Promise<Float32Array[]>;
}

/** The endpoint gave no usable vectors. `message` has the reason, for the log. */
export class EmbeddingFailed extends Error {
  override readonly name = "EmbeddingFailed";
}

const Answer = z.object({
  data: z.array(z.object({ index: z.int().min(0), embedding: z.array(z.number()).min(1).max(8192) })),
});

// Any model reads this much. The rest of a longer text adds little to its vector.
const charactersMax = 8_000;

export function openEmbedder({ url, model, key }: ModelEndpoint, send: typeof fetch = fetch): Embedder {
  async function ask(texts: readonly string[], timeoutMs: number): Promise<unknown> {
    try {
      const response = await send(`${url}/embeddings`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          ...(key !== undefined && { authorization: `Bearer ${key}` }),
        },
        body: JSON.stringify({ model, input: texts.map((text) => text.slice(0, charactersMax) || " ") }),
        signal: AbortSignal.timeout(timeoutMs),
        redirect: "error",
      });
      if (!response.ok) throw new Error(`status ${response.status}`);
      return await response.json();
    } catch (error) {
      throw new EmbeddingFailed(`The embeddings endpoint failed: ${(error as Error).message}`);
    }
  }

  return {
    model,
    async embed(texts, timeoutMs) {
      const answer = Answer.safeParse(await ask(texts, timeoutMs));
      const vectors = answer.data?.data
        .toSorted((a, b) => a.index - b.index)
        .map(({ embedding }) => embedding);
      if (vectors?.length !== texts.length)
        throw new EmbeddingFailed("The embeddings endpoint did not return a vector for each text");
      const dimension = vectors[0]?.length;
      if (vectors.some((vector) => vector.length !== dimension))
        throw new EmbeddingFailed("The embeddings have different dimensions");
      return vectors.map(normalised);
    },
  };
}

function normalised(vector: readonly number[]): Float32Array {
  const length = Math.hypot(...vector) || 1;
  return Float32Array.from(vector, (value) => value / length);
}
