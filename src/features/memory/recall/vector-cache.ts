import { LRUCache } from "lru-cache";
import type { Queryable } from "../../../platform/database/queryable.ts";
import type { Sealing } from "../sealing/sealing.ts";
import { embeddingsAfter } from "./store.ts";

/** The encrypted part of an embedding. */
interface SealedVector {
  model: string;
  /** Base64 of 32-bit floats, little endian. */
  vector: string;
}

export interface Vectors {
  /** The vectors of this model and dimension of a user's exchanges, by ordinal. */
  of(
    db: Queryable,
    sealing: Sealing,
    user: { id: string; erasures: number },
    model: string,
    dimension: number,
  ): Promise<Map<number, Float32Array>>;
}

interface Cached {
  vectors: Map<number, Float32Array>;
  last: number;
  bytes: number;
}

// Sixteen users with 10,000 exchanges at 400 dimensions each, or four at 1,536.
const bytesMax = 256 * 1024 * 1024;

/** Caches decrypted vectors. New vectors are added; an erasure or another key clears the user's entry. */
export function openVectors(): Vectors {
  const cache = new LRUCache<string, Cached>({
    maxSize: bytesMax,
    sizeCalculation: ({ bytes }) => bytes + 1,
  });
  return {
    async of(db, sealing, { id, erasures }, model, dimension) {
      const slot = `${id} ${sealing.version} ${erasures} ${model} ${dimension}`;
      const known = cache.get(slot) ?? { vectors: new Map(), last: 0, bytes: 0 };
      const rows = await embeddingsAfter(db, id, known.last);
      for (const row of rows) {
        const opened = sealing.open<SealedVector>(embeddingId(row.interactionId), row.sealed);
        const vector = fromBase64(opened.vector);
        if (opened.model === model && vector.length === dimension) known.vectors.set(row.ordinal, vector);
      }
      const last = rows.at(-1)?.number ?? known.last;
      cache.set(slot, { vectors: known.vectors, last, bytes: known.vectors.size * dimension * 4 });
      return known.vectors;
    },
  };
}

/** The record id that encrypts an embedding. It differs from that of the exchange. */
export const embeddingId = (interactionId: string): string => `${interactionId} embedding`;

export const sealVector = (
  sealing: Sealing,
  interactionId: string,
  model: string,
  vector: Float32Array,
): Buffer =>
  sealing.seal(embeddingId(interactionId), { model, vector: toBase64(vector) } satisfies SealedVector);

const toBase64 = (vector: Float32Array) =>
  Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString("base64");

function fromBase64(text: string): Float32Array {
  const bytes = Buffer.from(text, "base64");
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}
