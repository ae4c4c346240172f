import type { Place, SignedIn } from "./context.ts";

// As many as one call takes.
const assetsMax = 100;

/** Adds tags to assets, however many there are. */
export async function tagAssets(
  { rookery, place }: Pick<SignedIn, "rookery"> & { place: Place },
  ids: readonly string[],
  tags: readonly string[],
  signal: AbortSignal,
): Promise<number> {
  let tagged = 0;
  if (tags.length === 0) return tagged;
  for (const assetIds of batches(ids)) {
    tagged += (await rookery.tags.add({ ...place, assetIds, tags: [...tags] }, { signal })).taggedCount;
  }
  return tagged;
}

/** Ids as one call takes them. */
export function* batches(ids: readonly string[]): Generator<string[]> {
  for (let from = 0; from < ids.length; from += assetsMax) yield ids.slice(from, from + assetsMax);
}
