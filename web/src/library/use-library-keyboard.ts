import { useQueryClient } from "@tanstack/react-query";
import { type RefObject, useEffect, useEffectEvent, useRef } from "react";
import { isInDialog, isTyped } from "../ui/keys.ts";
import { type AssetList, cachedPosition } from "./assets/asset-pages.ts";
import type { GridHandle } from "./grid/grid.tsx";

// Waits until a closing dialog has returned the focus.
const afterDialogMs = 30;

/** Focuses the last open asset in the grid when the viewer closes. */
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

/** Scrolls to the top when another list is shown. */
export function useScrollToTop(list: AssetList, scroller: HTMLDivElement | null): void {
  const listKey = JSON.stringify(list);
  const shownKey = useRef(listKey);
  useEffect(() => {
    if (shownKey.current === listKey) return;
    shownKey.current = listKey;
    scroller?.scrollTo({ top: 0 });
  }, [listKey, scroller]);
}

/** Keys for the whole library, wherever the focus is on its page. */
export function useLibraryKeys({
  search,
  isCovered,
  onSelectAll,
  onTrash,
  onClear,
}: {
  search: RefObject<HTMLInputElement | null>;
  isCovered: boolean;
  onSelectAll(): void;
  /** Actions on the selection. */
  onTrash: (() => void) | undefined;
  onClear: (() => void) | undefined;
}): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey || isCovered || isTyped(event) || isInDialog(event)) return;
    const isCommand = event.ctrlKey || event.metaKey;
    const does = isCommand
      ? { a: onSelectAll }[event.key]
      : { "/": () => search.current?.focus(), Delete: onTrash, Escape: onClear }[event.key];
    if (!does) return;
    event.preventDefault();
    does();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}
