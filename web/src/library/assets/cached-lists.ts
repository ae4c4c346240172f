import type { Query, QueryClient } from "@tanstack/react-query";
import type { Output } from "../../server/operations.ts";
import { isList, type ListedAsset, pageLength, pageOf } from "./asset-pages.ts";

type Answer = Output<"browseAssets"> | Output<"searchAssets">;

/** Removes assets from every cached list and moves later ones up. Returns a function that reverts it. */
export function removeFromLists(client: QueryClient, ids: ReadonlySet<string>): () => void {
  const before = snapshot(client);
  for (const pages of lists(client)) {
    const { moved, removed } = without(pages, ids);
    if (removed === 0) continue;
    for (const { index, answer, query } of pages) {
      client.setQueryData(query.queryKey, withAssets(answer, pageAt(moved, index), answer.found - removed));
    }
  }
  return () => restore(client, before);
}

/** The remaining assets by their new positions. */
function without(pages: readonly KnownPage[], ids: ReadonlySet<string>) {
  const moved = new Map<number, ListedAsset>();
  let removed = 0;
  for (const { index, answer } of pages) {
    for (const [within, asset] of pageOf(answer).assets.entries()) {
      if (ids.has(asset.id)) removed++;
      else moved.set(index * pageLength + within - removed, asset);
    }
  }
  return { moved, removed };
}

/** One page of the remaining assets. Ends early if the asset that would move up is not cached. */
function pageAt(moved: ReadonlyMap<number, ListedAsset>, index: number): ListedAsset[] {
  const assets: ListedAsset[] = [];
  for (let at = index * pageLength; at < (index + 1) * pageLength; at++) {
    const asset = moved.get(at);
    if (!asset) break;
    assets.push(asset);
  }
  return assets;
}

/** Changes assets in every cached list. Returns a function that reverts it. */
export function changeInLists(
  client: QueryClient,
  ids: ReadonlySet<string>,
  change: (asset: ListedAsset) => ListedAsset,
): () => void {
  const before = snapshot(client);
  for (const { answer, query } of [...lists(client)].flat()) {
    const { assets, found } = pageOf(answer);
    if (!assets.some(({ id }) => ids.has(id))) continue;
    const changed = assets.map((asset) => (ids.has(asset.id) ? change(asset) : asset));
    client.setQueryData(query.queryKey, withAssets(answer, changed, found));
  }
  return () => restore(client, before);
}

/** Cancels running reads, so that their older answers do not overwrite a change. */
export const stopReading = (client: QueryClient): Promise<void> =>
  client.cancelQueries({ predicate: ({ queryKey: [name] }) => isList(name) });

const withAssets = (answer: Answer, assets: ListedAsset[], found: number): Answer =>
  "hits" in answer ? { ...answer, hits: assets as typeof answer.hits, found } : { assets, found };

interface KnownPage {
  index: number;
  answer: Answer;
  query: Query;
}

function lists(client: QueryClient): Iterable<KnownPage[]> {
  const byList = new Map<string, KnownPage[]>();
  for (const query of known(client)) {
    const [name, input] = query.queryKey as [string, { page: number; pageSize: number }];
    if (input.pageSize !== pageLength) continue;
    const list = JSON.stringify([name, { ...input, page: 1 }]);
    const pages = byList.get(list) ?? [];
    pages.push({ index: input.page - 1, answer: query.state.data as Answer, query });
    byList.set(list, pages);
  }
  for (const pages of byList.values()) pages.sort((a, b) => a.index - b.index);
  return byList.values();
}

const known = (client: QueryClient) =>
  client
    .getQueryCache()
    .findAll({ predicate: ({ queryKey: [name], state }) => isList(name) && state.data !== undefined });

const snapshot = (client: QueryClient) =>
  known(client).map(({ queryKey, state }) => [queryKey, state.data] as const);

function restore(client: QueryClient, before: ReturnType<typeof snapshot>): void {
  for (const [key, data] of before) client.setQueryData(key, data);
}
