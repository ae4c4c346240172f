import type { Ranked, Reason } from "./rank.ts";

export type FusedReason = Reason | "embedding";
export interface Fused extends Omit<Ranked, "matched"> {
  matched: FusedReason[];
}

// Vectors further from the query than the nearest 200 say little.
const nearestMax = 200;

/** Adds vector similarity to the ranking by words. Each is scaled to its own best match. */
export function fuse(
  ranked: readonly Ranked[],
  vectors: ReadonlyMap<number, Float32Array>,
  { query, weight }: { query: Float32Array; weight: number },
  eligible: (ordinal: number) => boolean,
  limit: number,
): Fused[] {
  const near = [...vectors]
    .filter(([ordinal]) => eligible(ordinal))
    .map(([ordinal, vector]) => ({ ordinal, nearness: dot(vector, query) }))
    .sort((a, b) => b.nearness - a.nearness)
    .slice(0, nearestMax);
  const best = near[0]?.nearness ?? 0;
  const least = near.at(-1)?.nearness ?? 0;
  const found = new Map<number, Fused>(ranked.map((hit) => [hit.ordinal, { ...hit }]));
  for (const { ordinal, nearness } of near) {
    const share = best > least ? (nearness - least) / (best - least) : 1;
    if (share === 0) continue;
    const hit = found.get(ordinal) ?? { ordinal, score: 0, matched: [] };
    found.set(ordinal, {
      ordinal,
      score: hit.score + weight * share,
      matched: [...hit.matched, "embedding"],
    });
  }
  return [...found.values()].sort((a, b) => b.score - a.score || b.ordinal - a.ordinal).slice(0, limit);
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
