import type { UseQueryResult } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import { texts } from "../texts/texts.ts";
import { Button } from "../ui/button.tsx";
import { latePart } from "../ui/late-part.tsx";
import { Empty, Failed } from "../ui/states.tsx";
import type { AssetList } from "./assets/asset-pages.ts";
import type { Place } from "./assets/change-assets.ts";
import { Grid } from "./grid/grid.tsx";
import { LoadingGrid } from "./grid/loading-grid.tsx";

const t = texts.library;
const LibraryEmpty = latePart(async () => (await import("./library-empty.tsx")).LibraryEmpty);

/** The grid, or a placeholder: loading, nothing found, or an error. */
export function Results({
  place,
  list,
  first,
  isFiltered,
  onClear,
  canEdit,
  grid,
}: {
  place: Place;
  list: AssetList;
  first: Pick<UseQueryResult<{ found: number }>, "data" | "error" | "refetch">;
  isFiltered: boolean;
  onClear(): void;
  canEdit: boolean;
  grid: Parameters<typeof Grid>[0];
}) {
  if (!first.data) {
    if (first.error) return <Failed error={first.error} onRetry={() => first.refetch()} />;
    return <LoadingGrid density={grid.density} />;
  }
  if (first.data.found > 0) return <Grid {...grid} />;
  if (!isFiltered) {
    return <LibraryEmpty place={place} canEdit={canEdit} />;
  }
  return (
    <Empty
      icon={SearchX}
      title={list.filter.q ? t.nothingFoundFor(list.filter.q) : t.nothingFound}
      action={<Button onClick={onClear}>{t.clearFilter}</Button>}
    >
      {t.nothingFoundHint}
    </Empty>
  );
}
