import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Outlet, useNavigate, useParams, useRouter, useRouterState } from "@tanstack/react-router";
import { useCallback, useEffect, useRef, useState } from "react";
import { asking } from "../api/queries.ts";
import { useRole } from "../session/role.ts";
import { texts } from "../texts/texts.ts";
import { useCovered } from "../ui/covered.ts";
import { latePart } from "../ui/late-part.tsx";
import { useTitle } from "../ui/page.tsx";
import { useHeight } from "../ui/use-height.ts";
import type { ListedAsset } from "./assets/asset-pages.ts";
import { type Place, trashAssets } from "./assets/change-assets.ts";
import { narrows, noFilter } from "./assets/library-filter.ts";
import { useDensity, useShape } from "./grid/density.ts";
import type { GridHandle } from "./grid/grid.tsx";
import { LibraryHeader } from "./header.tsx";
import { Results } from "./results.tsx";
import { useSelection } from "./selection/selection.ts";
import { Toolbar } from "./toolbar.tsx";
import { useCounts } from "./use-counts.ts";
import { useLibraryFilter } from "./use-library-filter.ts";
import { useFocusBack, useLibraryKeys, useScrollToTop } from "./use-library-keyboard.ts";
import { useRenewedLinks } from "./use-renewed-links.ts";
import { useShownList } from "./use-shown-list.ts";

// Loaded after the grid, because browsing does not need it.
const ActionBar = latePart(async () => (await import("./selection/action-bar.tsx")).ActionBar);
const soonMs = 2_500;
const assetRoute = "/app/$organizationId/$libraryId/$assetId";

/** A library: toolbar, grid, and the open asset over it. */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: wires the toolbar, the grid and the selection
export function LibraryView({ organizationId, libraryId }: Place) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const router = useRouter();
  const { filter, change } = useLibraryFilter();
  const { list, first, pending } = useShownList(organizationId, libraryId, filter);
  const { data: libraries } = useQuery(asking("listLibraries", { organizationId }));
  const library = libraries?.find(({ id }) => id === libraryId);
  const { canEdit } = useRole(organizationId);
  const [density, setDensity] = useDensity();
  const [shape, setShape] = useShape();
  const counts = useCounts(list, density);
  const selection = useSelection(list);
  // State instead of a ref, so that the grid renders again when it is set.
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const toolbar = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const grid = useRef<GridHandle>(null);
  const toolbarHeight = useHeight(toolbar);
  const { assetId } = useParams({ strict: false });
  const place = { organizationId, libraryId };
  const searchText = useRouterState({ select: ({ location }) => location.searchStr });
  useRenewedLinks(library);
  useTitle(library?.name ?? texts.library.title);

  useFocusBack(assetId, list, grid);
  useScrollToTop(list, scroller);
  useEffect(() => {
    const timer = setTimeout(() => {
      void ActionBar.preload();
      // Preloads the asset page, so that it opens at once and without a connection.
      void router.loadRouteChunk(router.routesById[assetRoute])?.catch(() => {});
    }, soonMs);
    return () => clearTimeout(timer);
  }, [router]);

  const hrefOf = useCallback(
    (id: string) => `/app/${organizationId}/${libraryId}/${id}${searchText}`,
    [organizationId, libraryId, searchText],
  );
  const onOpen = (asset: ListedAsset) =>
    navigate({
      to: assetRoute,
      params: { organizationId, libraryId, assetId: asset.id },
      search: filter,
    });
  const trash = (ids: readonly string[]) => {
    selection.remove(ids);
    void trashAssets(client, place, ids);
  };
  const chosenIds = [...selection.chosen.keys()];
  const found = first.data?.found ?? 0;
  const isCovered = useCovered();
  const withChosen = (does: () => void) => {
    if (chosenIds.length === 0) return;
    return () => {
      does();
      grid.current?.focus();
    };
  };
  useLibraryKeys({
    search,
    isCovered,
    onSelectAll: () => {
      selection.selectAll(found);
      grid.current?.focus();
    },
    onTrash: canEdit ? withChosen(() => trash(chosenIds)) : undefined,
    onClear: withChosen(selection.clear),
  });

  return (
    <div className="relative h-full">
      <div ref={setScroller} className="h-full overflow-y-auto [overflow-anchor:none]" inert={isCovered}>
        <LibraryHeader
          place={place}
          library={library}
          canEdit={canEdit}
          tag={filter.tags?.length === 1 ? filter.tags[0] : undefined}
        />
        <Toolbar
          ref={toolbar}
          search={search}
          place={place}
          filter={filter}
          onChange={change}
          pending={pending}
          found={first.data?.found}
          counts={counts}
          density={density}
          onDensity={setDensity}
          shape={shape}
          onShape={setShape}
          onLeave={() => grid.current?.focus()}
        />
        <div className="px-4 pb-28 sm:px-6">
          <Results
            place={place}
            list={list}
            first={first}
            isFiltered={narrows(list.filter)}
            onClear={() => change(noFilter)}
            canEdit={canEdit}
            grid={{
              list,
              selection,
              dates: counts?.dates,
              density,
              shape,
              scroller,
              coveredAbove: toolbarHeight,
              hrefOf,
              onOpen,
              onTrash: canEdit ? ({ id }) => trash(chosenIds.length > 0 ? chosenIds : [id]) : undefined,
              handle: grid,
            }}
          />
        </div>
      </div>
      {selection.chosen.size > 0 && assetId === undefined && (
        <ActionBar
          place={place}
          selection={selection}
          found={found}
          canEdit={canEdit}
          onDone={() => grid.current?.focus()}
        />
      )}
      <Outlet />
    </div>
  );
}
