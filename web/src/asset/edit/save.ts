import { useQueryClient } from "@tanstack/react-query";
import { call, outlivesPage } from "../../api/call.ts";
import { invalidateAssets } from "../../api/invalidate.ts";
import type { Asset } from "../../server/operations.ts";
import { texts } from "../../texts/texts.ts";
import { notifyProblem } from "../../ui/toasts.tsx";
import { notifyUndoable, runUndoable } from "../../ui/undo.ts";
import { type AssetAddress, assetQuery } from "../asset-query.ts";
import { askedAgain, askedOf, type Draft } from "./draft.ts";

const t = texts.asset.edit;

/** Saves or removes the edits of a picture and shows the result. Both can be undone. */
export function useSavedEdits({ edits: before }: Asset, address: AssetAddress) {
  const client = useQueryClient();
  const show = async (asking: Promise<Asset>) => {
    const asset = await asking;
    const { queryKey } = assetQuery(client, address);
    await client.cancelQueries({ queryKey });
    client.setQueryData(queryKey, asset);
    void invalidateAssets(client);
  };
  const revert = () => show(call("revertAsset", address, outlivesPage));
  const undo = () =>
    (before ? show(call("editAsset", { ...address, ...askedAgain(before) }, outlivesPage)) : revert()).catch(
      notifyProblem,
    );
  const undoable = (change: () => Promise<void>, said: string) =>
    runUndoable(async () => {
      await change();
      notifyUndoable(said, undo);
    });
  return {
    save: (draft: Draft) =>
      undoable(() => show(call("editAsset", { ...address, ...askedOf(draft) }, outlivesPage)), t.saved),
    revert: () => undoable(revert, t.reverted),
  };
}
