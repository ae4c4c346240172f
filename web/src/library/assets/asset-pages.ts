import type { QueryClient } from "@tanstack/react-query";
import { queryOptions } from "@tanstack/react-query";
import { call } from "../../api/call.ts";
import type { Asset, Input, Output } from "../../server/operations.ts";
import type { LibraryFilter } from "./library-filter.ts";

/** A list of assets: a library with its filter and order. */
export interface AssetList {
  organizationId: string;
  libraryId: string;
  filter: LibraryFilter;
}

/** A search hit has highlights: escaped text with `<mark>`. */
export type ListedAsset = Asset & { highlights?: { name?: string; tags?: string[] } };

export interface AssetPage {
  assets: ListedAsset[];
  /** Total on all pages. */
  found: number;
}

export const pageLength = 100;

type BrowsedPage = Output<"browseAssets">;
type FoundPage = Output<"searchAssets">;

/** Query for one page of a list, from 0. `pageOf` reads the answer of either operation. */
export function pageQuery(list: AssetList, index: number) {
  const [name, input] = asked(list, index);
  return queryOptions<BrowsedPage | FoundPage>({
    queryKey: [name, input],
    queryFn: ({ signal }) => call(name, input as never, { signal }) as Promise<BrowsedPage | FoundPage>,
  });
}

export function pageOf(answer: BrowsedPage | FoundPage): AssetPage {
  return "hits" in answer ? { assets: answer.hits, found: answer.found } : answer;
}

/** The page, if it is cached. */
export function cachedPage(client: QueryClient, list: AssetList, index: number): AssetPage | undefined {
  const answer = client.getQueryData(pageQuery(list, index).queryKey);
  return answer && pageOf(answer);
}

/** An asset's position in the list, if its page is cached. */
export function cachedPosition(client: QueryClient, list: AssetList, assetId: string): number | undefined {
  for (const [index, page] of cachedPages(client, list)) {
    const within = page.assets.findIndex(({ id }) => id === assetId);
    if (within >= 0) return index * pageLength + within;
  }
  return undefined;
}

export function* cachedPages(client: QueryClient, list: AssetList): Generator<[number, AssetPage]> {
  const [name, first] = asked(list, 0);
  const wanted = JSON.stringify(first);
  for (const query of client.getQueryCache().findAll({ queryKey: [name] })) {
    const input = query.queryKey[1] as { page: number };
    const answer = query.state.data as BrowsedPage | FoundPage | undefined;
    if (answer && JSON.stringify({ ...input, page: 1 }) === wanted) yield [input.page - 1, pageOf(answer)];
  }
}

/** Assets between two positions, inclusive. Loads missing pages in as few calls as possible. */
export async function assetsBetween(
  client: QueryClient,
  list: AssetList,
  first: number,
  last: number,
): Promise<ListedAsset[]> {
  const known = new Map(cachedPages(client, list));
  const assets: ListedAsset[] = [];
  for (let page = Math.floor(first / pageLength); page <= Math.floor(last / pageLength); page++) {
    const from = page * pageLength;
    const here = known.get(page) ?? pageOf(await client.fetchQuery({ ...pageQuery(list, page), gcTime: 0 }));
    assets.push(...here.assets.slice(Math.max(0, first - from), last - from + 1));
  }
  return assets;
}

// Enough to scroll back without waiting, and small enough for a phone's memory.
const pagesKept = 60;

/** Removes the least recently used pages from the cache. */
export function forgetOldPages(client: QueryClient): void {
  const unused = client
    .getQueryCache()
    .findAll({ type: "inactive", predicate: ({ queryKey: [name] }) => isList(name) })
    .sort((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt);
  for (const query of unused.slice(pagesKept)) client.getQueryCache().remove(query);
}

export const isList = (name: unknown): boolean => name === "browseAssets" || name === "searchAssets";

function asked(
  { organizationId, libraryId, filter: { q, sort, ...narrowing } }: AssetList,
  index: number,
): ["browseAssets", Input<"browseAssets">] | ["searchAssets", Input<"searchAssets">] {
  const narrowed = { tags: [], ...narrowing, page: index + 1, pageSize: pageLength };
  if (q !== undefined)
    return ["searchAssets", { organizationId, libraries: [libraryId], q, sort: sort ?? "best", ...narrowed }];
  return ["browseAssets", { organizationId, libraryId, sort: sort ?? "newest", ...narrowed }];
}
