import type { QueryClient } from "@tanstack/react-query";
import { call, outlivesPage } from "../api/call.ts";
import { drafts } from "../session/drafts.ts";
import type { AssetAddress } from "./asset-query.ts";
import { changeAsset } from "./change-asset.ts";

// Running saves by asset: leaving the field and leaving the asset both trigger one.
const sending = new Map<string, string>();

/** Saves an asset's draft, also while the page is being left. A refused draft is kept. */
export async function saveDraft(client: QueryClient, address: AssetAddress): Promise<void> {
  const { assetId } = address;
  const description = drafts.get(assetId);
  if (description === undefined || sending.get(assetId) === description) return;
  sending.set(assetId, description);
  try {
    await changeAsset(
      client,
      address,
      (now) => ({ ...now, description }),
      () => call("updateAssetDescription", { ...address, description }, outlivesPage),
    );
    // Keeps a draft that changed meanwhile.
    if (drafts.get(assetId) === description) drafts.delete(assetId);
  } finally {
    if (sending.get(assetId) === description) sending.delete(assetId);
  }
}
