import { useQuery } from "@tanstack/react-query";
import { askingSmoothly } from "../api/queries.ts";
import type { Output } from "../server/operations.ts";
import type { AssetList } from "./assets/asset-pages.ts";
import type { Density } from "./grid/density.ts";

/** Numbers of files by kind, tag and date. Parts are null where there are too many to count. */
export type Counts = Output<"countAssets">;

const tagsMax = 500;

/** Counts for the menus, and for the headings of a list that is sorted by date: of days, or of months for small pictures. */
export function useCounts(
  { organizationId, libraryId, filter: { sort, ...filter } }: AssetList,
  density: Density,
): Counts | undefined {
  const byDate = sort === "taken_newest" || sort === "taken_oldest";
  const dates = density === "large" ? "day" : "month";
  const { data } = useQuery(
    askingSmoothly("countAssets", {
      organizationId,
      libraryId,
      ...filter,
      limit: tagsMax,
      ...(byDate && { dates }),
    }),
  );
  return data;
}
