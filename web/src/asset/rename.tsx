import { useQueryClient } from "@tanstack/react-query";
import { call, outlivesPage } from "../api/call.ts";
import type { Asset } from "../server/operations.ts";
import { texts } from "../texts/texts.ts";
import { NameDialog } from "../ui/name-dialog.tsx";
import { notifyUndoable, runUndoable } from "../ui/undo.ts";
import type { AssetAddress } from "./asset-query.ts";
import { changeAsset } from "./change-asset.ts";

const t = texts.asset;

/** Asks for an asset's new name. Renaming can be undone. */
export function RenameAsset({
  asset,
  address,
  open,
  onClose,
}: {
  asset: Asset;
  address: AssetAddress;
  open: boolean;
  onClose(): void;
}) {
  const client = useQueryClient();
  const before = asset.name ?? "";
  const rename = (name: string) =>
    changeAsset(
      client,
      address,
      (now) => ({ ...now, name }),
      () => call("renameAsset", { ...address, name }, outlivesPage),
    );
  const onName = (name: string) =>
    runUndoable(async () => {
      await rename(name);
      notifyUndoable(t.renamed(name), () => rename(before));
    });
  return (
    <NameDialog
      open={open}
      onClose={onClose}
      title={t.rename}
      label={t.file}
      action={t.rename}
      initial={before}
      onName={onName}
    />
  );
}
