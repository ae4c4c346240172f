import { useRef } from "react";
import type { AssetList, ListedAsset } from "../assets/asset-pages.ts";

// The ratio of most photos, for assets that are not loaded yet.
const usual = 4 / 3;
const screen = 16 / 9;
const sheet = 1 / Math.SQRT2;

/** The proportions of an asset, width by height. */
export function ratioOf({ width, height, contentType }: ListedAsset): number {
  if (width && height) return width / height;
  if (contentType?.startsWith("video/")) return screen;
  return contentType === "application/pdf" ? sheet : usual;
}

/** The known ratios of assets by position. `version` changes when one of them does. */
export function useRatios(list: AssetList, assetAt: (position: number) => ListedAsset | undefined) {
  const memory = useRef<{ list: AssetList; ratios: Map<number, number>; version: number }>(undefined);
  if (memory.current?.list !== list) memory.current = { list, ratios: new Map(), version: 0 };
  const known = memory.current;
  return {
    version: () => known.version,
    ratioOf: (position: number) => known.ratios.get(position) ?? usual,
    learn(first: number, last: number) {
      for (let position = first; position <= last; position++) {
        const asset = assetAt(position);
        if (!asset) continue;
        const ratio = ratioOf(asset);
        if (known.ratios.get(position) === ratio) continue;
        known.ratios.set(position, ratio);
        known.version++;
      }
    },
  };
}
