import type { QueryClient } from "@tanstack/react-query";

const tellOfAssets = [
  "browseAssets",
  "searchAssets",
  "getAsset",
  "getAssetLinks",
  "listTrash",
  "listTags",
  "countAssets",
  "listLibraries",
];

/**
 * Invalidates all queries with assets: visible ones reload at once, the others when they are shown. Skips the single-asset
 * queries of `gone`, which no longer exist.
 */
export const invalidateAssets = (client: QueryClient, gone: readonly string[] = []): Promise<void> =>
  client.invalidateQueries({
    predicate: ({ queryKey: [name, input] }) =>
      tellOfAssets.includes(name as string) &&
      !(name === "getAsset" && gone.includes((input as { assetId: string }).assetId)),
  });
