import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import { texts } from "../../texts/texts.ts";
import { notify, notifyProblem } from "../../ui/toasts.tsx";
import { type AssetList, assetsBetween, type ListedAsset } from "../assets/asset-pages.ts";
import { type Chosen, chosenMax, rangeBetween, toggled, withAdded, withoutIds } from "./chosen.ts";

export interface Selection {
  chosen: Chosen;
  toggle(asset: ListedAsset, position: number): void;
  /** Selects the range from the start of the selection to here. Loads missing pages. */
  extendTo(position: number, from: number): void;
  selectAll(found: number): void;
  remove(ids: readonly string[]): void;
  replace(change: (asset: ListedAsset) => ListedAsset): void;
  clear(): void;
}

const none: Chosen = new Map();

/** The selected assets. Survives scrolling and filters. Positions refer to `list`. */
export function useSelection(list: AssetList): Selection {
  const client = useQueryClient();
  const [chosen, setChosen] = useState<Chosen>(none);
  // The start of a range, and the selection before it.
  const start = useRef<{ position: number; before: Chosen; list: string } | null>(null);
  const latest = useRef(0);
  const listKey = JSON.stringify(list);

  const add = useCallback(
    async (before: Chosen, first: number, last: number) => {
      const turn = ++latest.current;
      try {
        const assets = await assetsBetween(client, list, first, last);
        if (turn !== latest.current) return;
        setChosen(withAdded(before, assets));
      } catch (error) {
        notifyProblem(error);
      }
    },
    [client, list],
  );

  return {
    chosen,
    toggle(asset, position) {
      latest.current++;
      const next = toggled(chosen, asset);
      if (!next) return notify(texts.library.chosenMax(chosenMax));
      start.current = { position, before: next, list: listKey };
      setChosen(next);
    },
    extendTo(position, from) {
      if (start.current?.list !== listKey) {
        start.current = { position: from, before: chosen, list: listKey };
      }
      const { position: began, before } = start.current;
      const { first, last, isCut } = rangeBetween(began, position, before.size);
      if (isCut) notify(texts.library.chosenMax(chosenMax));
      void add(before, first, last);
    },
    selectAll(found) {
      if (found > chosenMax) notify(texts.library.chosenFirst(chosenMax));
      start.current = null;
      if (found > 0) void add(chosen, 0, Math.min(found, chosenMax) - 1);
    },
    remove(ids) {
      latest.current++;
      start.current = null;
      setChosen((before) => withoutIds(before, ids));
    },
    replace(change) {
      start.current = null;
      setChosen((before) => new Map([...before].map(([id, asset]) => [id, change(asset)])));
    },
    clear() {
      latest.current++;
      start.current = null;
      setChosen(none);
    },
  };
}
