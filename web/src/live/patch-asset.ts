import type { QueryKey } from "@tanstack/react-query";
import type { Asset } from "../server/operations.ts";

// Answers are an asset, a list of assets, or pages of those, so they are not deeper than this.
const depthMax = 5;

/** Whether an answer of any shape contains an asset, also as a view. */
export const holdsAsset =
  (assetId: string) =>
  ([, data]: [QueryKey, unknown]): boolean =>
    holds(data, assetId, depthMax);

function holds(data: unknown, assetId: string, depth: number): boolean {
  if (depth === 0 || data === null || typeof data !== "object") return false;
  if ((data as { id?: unknown }).id === assetId) return true;
  return Object.values(data).some((inner) => holds(inner, assetId, depth - 1));
}

/** Replaces an asset in an answer by a newer state. Parts without it stay the same objects. */
export const withAsset =
  (asset: Asset) =>
  (data: unknown): unknown =>
    replaced(data, asset, depthMax);

function replaced(data: unknown, asset: Asset, depth: number): unknown {
  if (depth === 0 || data === null || typeof data !== "object") return data;
  if (Array.isArray(data))
    return kept(
      data,
      data.map((inner) => replaced(inner, asset, depth - 1)),
    );
  // Keeps additional fields of search hits.
  if ((data as { id?: unknown }).id === asset.id) return { ...data, ...asset };
  const entries = Object.entries(data);
  const next = entries.map(([, inner]) => replaced(inner, asset, depth - 1));
  return next.every((inner, at) => inner === entries[at]?.[1])
    ? data
    : Object.fromEntries(entries.map(([key], at) => [key, next[at]]));
}

const kept = (before: unknown[], after: unknown[]) =>
  after.every((inner, at) => inner === before[at]) ? before : after;
