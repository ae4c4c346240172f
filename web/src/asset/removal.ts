import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { call } from "../api/call.ts";
import { invalidateAssets } from "../api/invalidate.ts";
import type { Asset } from "../server/operations.ts";
import { texts } from "../texts/texts.ts";
import { notify, notifyProblem } from "../ui/toasts.tsx";
import { type AssetAddress, assetQuery } from "./asset-query.ts";

const t = texts.asset;

interface Removed {
  address: AssetAddress;
  name: string;
}

// Kept while one goes on to the next asset and back to the grid.
let last: Removed | null = null;

/** Moving an asset to the trash, and back. `onLeave` is called once it is there. */
export function useRemoval(asset: Asset, address: AssetAddress, onLeave: () => void) {
  const client = useQueryClient();
  const busy = useRef(false);
  const remove = async () => {
    if (busy.current) return;
    busy.current = true;
    const { organizationId, libraryId, assetId } = address;
    try {
      const { ids } = await call("deleteAssets", { organizationId, libraryId, ids: [assetId] });
      const removed: Removed = { address, name: asset.name || t.untitled };
      onLeave();
      client.removeQueries({ queryKey: assetQuery(client, address).queryKey, type: "inactive" });
      void invalidateAssets(client, [assetId]);
      if (ids.length === 0) return notify(t.alreadyRemoved);
      last = removed;
      notify(t.removed(removed.name), { label: texts.ui.undo, run: () => restore(client, removed) });
    } catch (error) {
      notifyProblem(error);
    } finally {
      busy.current = false;
    }
  };
  const restoreLast = () => {
    if (last) void restore(client, last);
  };
  return { remove, restoreLast };
}

async function restore(client: QueryClient, removed: Removed): Promise<void> {
  const { organizationId, libraryId, assetId } = removed.address;
  if (last === removed) last = null;
  try {
    await call("restoreAssets", { organizationId, libraryId, ids: [assetId] });
    void invalidateAssets(client);
    notify(t.restored(removed.name));
  } catch (error) {
    notifyProblem(error);
  }
}
