import { z } from "zod";
import type { ModelEndpoint } from "../../../platform/config.ts";

/** Turns texts into vectors by an OpenAI-compatible endpoint. */
export interface Embedder {
  /** Names the model: vectors of different models are not compared. */
  model: string;
  /** One vector of unit length for each text, all of one dimension. Throws `EmbeddingFailed`. */
  embed(texts: readonly string[], timeoutMs: number): Promise<Float32Array[]>;
}

/** The endpoint gave no usable vectors; `message` says why, for the log. */
export class EmbeddingFailed extends Error {
  override readonly name = "EmbeddingFailed";
}

const Answer = z.object({
  data: z.array(z.object({ index: z.int().min(0), embedding: z.array(z.number()).min(1).max(8192) })),
});

// What any model reads; the rest of a longer text adds little to its vector.
const charactersMax = 8_000;

export function openEmbedder({ url, model, key }: ModelEndpoint): Embedder {
  async function ask(texts: readonly string[], timeoutMs: number): Promise<unknown> {
    try {
      const response = await fetch(`${url}/embeddings`, {
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
        throw new EmbeddingFailed(
          "The embeddings endpoint answered something else than a vector for each text",
        );
      const dimension = vectors[0]?.length;
      if (vectors.some((vector) => vector.length !== dimension))
        throw new EmbeddingFailed("The embeddings differ in their dimension");
      return vectors.map(normalised);
    },
  };
}

function normalised(vector: readonly number[]): Float32Array {
  const length = Math.hypot(...vector) || 1;
  return Float32Array.from(vector, (value) => value / length);
}
