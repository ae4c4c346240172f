import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { call, outlivesPage } from "../api/call.ts";
import { invalidateAssets } from "../api/invalidate.ts";
import type { Asset } from "../server/operations.ts";
import { texts } from "../texts/texts.ts";
import { notify, notifyProblem } from "../ui/toasts.tsx";
import { notifyUndoable, runUndoable } from "../ui/undo.ts";
import { type AssetAddress, assetQuery } from "./asset-query.ts";

const t = texts.asset;

interface Removed {
  address: AssetAddress;
  name: string;
}

/** Moves an asset to the trash, with undo. Calls `onLeave` when it is in the trash. */
export function useRemoval(asset: Asset, address: AssetAddress, onLeave: () => void): () => Promise<void> {
  const client = useQueryClient();
  const busy = useRef(false);
  const remove = async () => {
    const { organizationId, libraryId, assetId } = address;
    try {
      const { ids } = await call("deleteAssets", { organizationId, libraryId, ids: [assetId] }, outlivesPage);
      const removed: Removed = { address, name: asset.name || t.untitled };
      onLeave();
      client.removeQueries({ queryKey: assetQuery(client, address).queryKey, type: "inactive" });
      void invalidateAssets(client, [assetId]);
      if (ids.length === 0) notify(t.alreadyRemoved);
      else notifyUndoable(t.removed(removed.name), () => restore(client, removed));
    } catch (error) {
      notifyProblem(error);
    }
  };
  return async () => {
    if (busy.current) return;
    busy.current = true;
    await runUndoable(remove);
    busy.current = false;
  };
}

async function restore(client: QueryClient, removed: Removed): Promise<void> {
  const { organizationId, libraryId, assetId } = removed.address;
  try {
    await call("restoreAssets", { organizationId, libraryId, ids: [assetId] }, outlivesPage);
    void invalidateAssets(client);
    notify(t.restored(removed.name));
  } catch (error) {
    notifyProblem(error);
  }
}
