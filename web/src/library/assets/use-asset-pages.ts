import { useQueries, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import {
  type AssetList,
  cachedPage,
  forgetOldPages,
  type ListedAsset,
  pageLength,
  pageOf,
  pageQuery,
} from "./asset-pages.ts";

// Limits requests while scrolling. A page that was scrolled past meanwhile is never requested.
const settleMs = 90;

export interface AssetPages {
  /** The asset at a position. Undefined until it is loaded. */
  assetAt(position: number): ListedAsset | undefined;
  found: number;
  /** Set if a page in view could not be loaded. */
  error: Error | null;
  retry(): void;
}

/** The first and last position of the pages that contain these positions. */
export const pagesAround = (first: number, last: number, found: number): [number, number] => [
  Math.floor(first / pageLength) * pageLength,
  Math.min(found, (Math.floor(last / pageLength) + 1) * pageLength) - 1,
];

/** Loads the pages between two positions, and removes the least recently used ones from the cache. */
export function useAssetPages(list: AssetList, first: number, last: number): AssetPages {
  const client = useQueryClient();
  const [wanted, setWanted] = useState<readonly number[]>([0]);
  const from = Math.floor(first / pageLength);
  const to = Math.max(from, Math.floor(last / pageLength));
  const inView = useRef({ from, to });
  inView.current = { from, to };
  const waiting = useRef<ReturnType<typeof setTimeout> | null>(null);

  useEffect(() => {
    if (wanted[0] === from && wanted.at(-1) === to) return;
    waiting.current ??= setTimeout(() => {
      waiting.current = null;
      const { from, to } = inView.current;
      setWanted(Array.from({ length: to - from + 1 }, (_, n) => from + n));
    }, settleMs);
  }, [from, to, wanted]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs whenever other pages are wanted
  useEffect(() => {
    forgetOldPages(client);
    return () => {
      if (waiting.current) clearTimeout(waiting.current);
      waiting.current = null;
    };
  }, [client, wanted]);

  // Page 0 is always loaded, because it has the total.
  const pages = wanted.includes(0) ? wanted : [0, ...wanted];
  const answers = useQueries({ queries: pages.map((page) => pageQuery(list, page)) });
  let newest: (typeof answers)[number] | undefined;
  for (const answer of answers) {
    if (answer.data && answer.dataUpdatedAt >= (newest?.dataUpdatedAt ?? 0)) newest = answer;
  }
  const failed = answers.filter(({ data, error }) => error && !data);

  const read = new Map<number, readonly ListedAsset[]>();
  for (const [n, { data }] of answers.entries()) if (data) read.set(pages[n] as number, pageOf(data).assets);
  return {
    assetAt(position) {
      const page = Math.floor(position / pageLength);
      let assets = read.get(page);
      if (!assets) {
        assets = cachedPage(client, list, page)?.assets ?? [];
        read.set(page, assets);
      }
      return assets[position % pageLength];
    },
    found: newest?.data?.found ?? 0,
    error: failed[0]?.error ?? null,
    retry() {
      for (const { refetch } of failed) refetch();
    },
  };
}
