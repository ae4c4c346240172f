import { useMemo } from "react";
import type { AssetList } from "../assets/asset-pages.ts";
import { type AssetPages, pagesAround } from "../assets/use-asset-pages.ts";
import type { Shape } from "./density.ts";
import { type Group, grouped } from "./grouped.ts";
import { justified, type Layout, type Room, squares } from "./layout.ts";
import { useRatios } from "./use-ratios.ts";

/** The layout of a list, or of its groups. Justified rows use the ratios of the pages that are loaded. */
export function useLayout(
  list: AssetList,
  shape: Shape,
  room: Room,
  { assetAt }: AssetPages,
  view: { first: number; last: number },
  groups: readonly Group[] | undefined,
): Layout {
  const { found, width, density, captionHeight } = room;
  const ratios = useRatios(list, assetAt);
  // Whole pages, so that rows don't change with every scroll step.
  if (shape === "rows") ratios.learn(...pagesAround(view.first, view.last, found));
  const version = ratios.version();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` stands for the proportions that are known
  return useMemo(() => {
    const layoutOf = (found: number, first: number) => {
      const of = { found, width, density, captionHeight };
      return shape === "rows" ? justified(of, (position) => ratios.ratioOf(first + position)) : squares(of);
    };
    return groups && groups.length > 0 ? grouped(groups, layoutOf) : layoutOf(found, 0);
  }, [shape, found, width, density, captionHeight, version, list, groups]);
}
