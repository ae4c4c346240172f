import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { asking } from "../api/queries.ts";
import { type AssetList, cachedPages } from "../library/assets/asset-pages.ts";
import type { Asset } from "../server/operations.ts";

export interface AssetAddress {
  organizationId: string;
  libraryId: string;
  assetId: string;
}

/** The props of each part of the details. */
export interface Detailed {
  asset: Asset;
  address: AssetAddress;
  canEdit: boolean;
}

const pollMs = 1_000;
const viewsPollMs = 3_000;
const viewsPolledMs = 60_000;

/** One asset, at first from the grid's cache. Polls while it is being processed, in case an event is missed. */
export const assetQuery = (client: QueryClient, address: AssetAddress, list?: AssetList) =>
  queryOptions<Asset>({
    ...asking("getAsset", address),
    queryKey: ["getAsset", address],
    placeholderData: () => list && listed(client, list, address.assetId),
    refetchInterval: ({ state: { data } }) => {
      if (data?.status === "processing") return pollMs;
      return data?.views.some(isJustMade) ? viewsPollMs : false;
    },
  });

const isJustMade = ({ thumbUrl, metadata }: Asset["views"][number]) =>
  thumbUrl === null && Date.now() - (metadata?.created ?? 0) < viewsPolledMs;

function listed(client: QueryClient, list: AssetList, assetId: string): Asset | undefined {
  for (const [, { assets }] of cachedPages(client, list)) {
    const found = assets.find(({ id }) => id === assetId);
    if (found) return found;
  }
  return undefined;
}
