import { useQueryClient } from "@tanstack/react-query";
import { type RefObject, useEffect, useEffectEvent, useRef } from "react";
import { isInDialog, isTyped } from "../ui/keys.ts";
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

/** Keys that mean the library as a whole, wherever the keyboard is on its page. */
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
  /** Of what is chosen. */
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
