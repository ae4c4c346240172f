import { useQueryClient } from "@tanstack/react-query";
import { type RefObject, useEffect, useRef } from "react";
import { type AssetList, cachedPosition } from "./assets/asset-pages.ts";
import type { GridHandle } from "./grid/grid.tsx";

// After a dialog that closes has given the focus back to where it was opened from.
const afterDialogMs = 30;

/** Focuses the asset that was open, or the last one it was left for, when it closes. */
export function useFocusBack(
  assetId: string | undefined,
  list: AssetList,
  grid: RefObject<GridHandle | null>,
): void {
  const client = useQueryClient();
  const open = useRef(assetId);
  useEffect(() => {
    const closed = open.current;
    open.current = assetId;
    if (assetId !== undefined || closed === undefined) return;
    const timer = setTimeout(() => grid.current?.focus(cachedPosition(client, list, closed)), afterDialogMs);
    return () => clearTimeout(timer);
  }, [assetId, client, list, grid]);
}

/** Begins at the top when another list is shown. */
export function useScrollToTop(list: AssetList, scroller: HTMLDivElement | null): void {
  const listKey = JSON.stringify(list);
  const shownKey = useRef(listKey);
  useEffect(() => {
    if (shownKey.current === listKey) return;
    shownKey.current = listKey;
    scroller?.scrollTo({ top: 0 });
  }, [listKey, scroller]);
}

/** The key "/" leads to the search. */
export function useSearchKey(
  scroller: HTMLDivElement | null,
  search: RefObject<HTMLInputElement | null>,
): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
      if ((event.target as Element).closest("input, textarea, select, [contenteditable], [role=dialog]"))
        return;
      if (scroller?.inert) return;
      event.preventDefault();
      search.current?.focus();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [scroller, search]);
}
