import type { ListedAsset } from "../assets/asset-pages.ts";

export type Chosen = ReadonlyMap<string, ListedAsset>;

/** Limits a selection, because more would take hundreds of calls. */
export const chosenMax = 5_000;

/** Selects or deselects an asset. Null if the maximum is reached. */
export function toggled(chosen: Chosen, asset: ListedAsset): Chosen | null {
  const next = new Map(chosen);
  if (next.delete(asset.id)) return next;
  if (next.size >= chosenMax) return null;
  return next.set(asset.id, asset);
}

/** Adds assets in their order, up to the maximum. */
export function withAdded(chosen: Chosen, assets: readonly ListedAsset[]): Chosen {
  const next = new Map(chosen);
  for (const asset of assets) if (next.size < chosenMax) next.set(asset.id, asset);
  return next;
}

export function withoutIds(chosen: Chosen, ids: readonly string[]): Chosen {
  const next = new Map(chosen);
  for (const id of ids) next.delete(id);
  return next;
}

/**
 * The positions between `began` and `position`, inclusive and in either direction, cut so that they and the `before` assets
 * selected earlier stay within the maximum.
 */
export function rangeBetween(began: number, position: number, before: number) {
  const room = chosenMax - before - 1;
  const to = Math.max(began - room, Math.min(began + room, position));
  return { first: Math.min(began, to), last: Math.max(began, to), isCut: to !== position };
}
