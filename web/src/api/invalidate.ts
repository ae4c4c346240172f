import type { QueryClient } from "@tanstack/react-query";

const tellOfAssets = ["browseAssets", "searchAssets", "getAsset", "listTrash", "listTags", "listLibraries"];

/**
 * Has everything that tells of assets read again: what is shown at once, the rest when it is. `gone` are not asked for by
 * themselves: they have left, and so will the page that still shows one.
 */
export const invalidateAssets = (client: QueryClient, gone: readonly string[] = []): Promise<void> =>
  client.invalidateQueries({
    predicate: ({ queryKey: [name, input] }) =>
      tellOfAssets.includes(name as string) &&
      !(name === "getAsset" && gone.includes((input as { assetId: string }).assetId)),
  });
