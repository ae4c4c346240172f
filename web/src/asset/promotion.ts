import { useQueryClient } from "@tanstack/react-query";
import { call } from "../api/call.ts";
import { invalidateAssets } from "../api/invalidate.ts";
import type { Asset } from "../server/operations.ts";
import { texts } from "../texts/texts.ts";
import { notify, notifyProblem } from "../ui/toasts.tsx";
import type { AssetAddress } from "./asset-query.ts";

/** Makes a view the picture of its asset, and goes to the asset. */
export function usePromotion(
  { id, parentId }: Asset,
  { organizationId, libraryId }: AssetAddress,
  onGo: (assetId: string) => void,
): () => void {
  const client = useQueryClient();
  return () => {
    if (parentId === null) return;
    const asked = { organizationId, libraryId, assetId: parentId, variantId: id };
    call("promoteVariant", asked).then(() => {
      void invalidateAssets(client);
      onGo(parentId);
      notify(texts.asset.promoted);
    }, notifyProblem);
  };
}
