import { useQueries, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import {
  type AssetList,
  cachedPosition,
  type ListedAsset,
  pageLength,
  pageOf,
  pageQuery,
} from "./asset-pages.ts";
import type { LibraryFilter } from "./library-filter.ts";

export interface Neighbours {
  previous: ListedAsset | null;
  next: ListedAsset | null;
  /** From 0. Null while unknown. */
  position: number | null;
  /** The number of assets in the list. Null while unknown. */
  found: number | null;
}

/**
 * The neighbours of an asset in a library's list, from the pages cached by the grid. An asset opened by its URL is searched
 * for on the first pages. An asset that was just removed keeps its position, so that `next` is the one that moved up.
 */
export function useNeighbours(
  organizationId: string,
  libraryId: string,
  filter: LibraryFilter,
  assetId: string,
): Neighbours {
  const client = useQueryClient();
  const listKey = JSON.stringify({ organizationId, libraryId, filter });
  const list = useMemo((): AssetList => JSON.parse(listKey), [listKey]);
  const last = useRef<{ assetId: string; listKey: string; position: number } | null>(null);
  const [, lookAgain] = useState(0);

  const seen = cachedPosition(client, list, assetId);
  if (seen !== undefined) last.current = { assetId, listKey, position: seen };
  const known = last.current?.assetId === assetId && last.current.listKey === listKey ? last.current : null;
  const position = known?.position ?? null;

  const isKnown = position !== null;
  useEffect(() => {
    if (isKnown) return;
    let stopped = false;
    (async () => {
      for (let page = 0; page < pagesSearched && !stopped; page++) {
        const { assets, found } = pageOf(await client.ensureQueryData(pageQuery(list, page)));
        if (assets.some(({ id }) => id === assetId)) break;
        if ((page + 1) * pageLength >= found) break;
      }
      if (!stopped) lookAgain((times) => times + 1);
    })().catch(() => {}); // the asset can be shown without neighbours
    return () => {
      stopped = true;
    };
  }, [client, list, assetId, isKnown]);

  const pages = position === null ? [0] : pagesAround(position);
  const answers = useQueries({ queries: pages.map((page) => pageQuery(list, page)) });
  const found = answers.find(({ data }) => data)?.data?.found ?? null;
  const at = (index: number): ListedAsset | null => {
    const data = answers[pages.indexOf(Math.floor(index / pageLength))]?.data;
    return (data && pageOf(data).assets[index % pageLength]) ?? null;
  };
  if (position === null) return { previous: null, next: null, position, found };
  const gone = at(position)?.id !== assetId;
  return {
    previous: position > 0 ? at(position - 1) : null,
    next: at(gone ? position : position + 1),
    position,
    found,
  };
}

const pagesSearched = 20;

function pagesAround(position: number): number[] {
  const page = Math.floor(position / pageLength);
  const within = position % pageLength;
  // Prefetches three assets before the end of a page.
  if (within < 3 && page > 0) return [page - 1, page];
  if (within >= pageLength - 3) return [page, page + 1];
  return [page];
}
