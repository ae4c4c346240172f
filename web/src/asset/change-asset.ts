import type { QueryClient } from "@tanstack/react-query";
import { invalidateAssets } from "../api/invalidate.ts";
import type { Asset } from "../server/operations.ts";
import { type AssetAddress, assetQuery } from "./asset-query.ts";

/** Shows a change at once, and reverts it if `ask` is refused. */
export async function changeAsset(
  client: QueryClient,
  address: AssetAddress,
  change: (asset: Asset) => Asset,
  ask: () => Promise<unknown>,
): Promise<void> {
  const { queryKey } = assetQuery(client, address);
  await client.cancelQueries({ queryKey });
  const before = client.getQueryData(queryKey);
  if (before) client.setQueryData(queryKey, change(before));
  try {
    await ask();
  } catch (error) {
    if (before) client.setQueryData(queryKey, before);
    void client.invalidateQueries({ queryKey });
    throw error;
  }
  const reading = invalidateAssets(client);
  // The asset was not in the cache, so wait until it is read.
  if (!before) await reading;
}
