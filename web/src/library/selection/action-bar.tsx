import { useQueryClient } from "@tanstack/react-query";
import { Download, Eraser, FolderInput, Link2, Share2, Tag, Trash2 } from "lucide-react";
import { useState } from "react";
import { texts } from "../../texts/texts.ts";
import { notify } from "../../ui/toasts.tsx";
import type { ListedAsset } from "../assets/asset-pages.ts";
import { type Place, trashAssets } from "../assets/change-assets.ts";
import { download } from "../download.ts";
import { LateShareDialog } from "../share/late-dialog.ts";
import { MoveDialog } from "./move-dialog.tsx";
import type { Selection } from "./selection.ts";
import { Act, SelectionBar } from "./selection-bar.tsx";
import { TagsDialog } from "./tags-dialog.tsx";

const t = texts.library;

/** Actions on the selected assets. At the lower edge, within reach of thumbs. */
export function ActionBar({
  place,
  selection,
  found,
  canEdit,
  onDone,
}: {
  place: Place;
  selection: Selection;
  found: number;
  canEdit: boolean;
  /** Called after an action that closes the bar, to move the focus. */
  onDone(): void;
}) {
  const client = useQueryClient();
  const [dialog, setDialog] = useState<"tag" | "untag" | "move" | "share" | null>(null);
  const assets = [...selection.chosen.values()];
  const close = () => setDialog(null);
  const trash = () => {
    const ids = assets.map(({ id }) => id);
    selection.remove(ids);
    void trashAssets(client, place, ids);
    onDone();
  };
  return (
    <>
      <SelectionBar
        count={assets.length}
        onClear={() => {
          selection.clear();
          onDone();
        }}
        onSelectAll={
          assets.length < found
            ? () => {
                selection.selectAll(found);
                // The button disappears when all are selected.
                onDone();
              }
            : undefined
        }
        className="absolute inset-x-2 bottom-2 sm:bottom-4"
      >
        {canEdit && (
          <>
            <Act label={t.tag} onClick={() => setDialog("tag")}>
              <Tag size={18} aria-hidden />
            </Act>
            <Act
              label={t.untag}
              disabled={assets.every(({ tags }) => tags.length === 0)}
              onClick={() => setDialog("untag")}
            >
              <Eraser size={18} aria-hidden />
            </Act>
            <Act label={t.move} onClick={() => setDialog("move")}>
              <FolderInput size={18} aria-hidden />
            </Act>
          </>
        )}
        <Act
          label={t.download}
          onClick={() => void download(place, { assetIds: assets.map(({ id }) => id) })}
        >
          <Download size={18} aria-hidden />
        </Act>
        {canEdit && (
          <Act label={t.share} onClick={() => setDialog("share")}>
            <Share2 size={18} aria-hidden />
          </Act>
        )}
        <Act label={t.copyLinks} onClick={() => copyLinks(assets)}>
          <Link2 size={18} aria-hidden />
        </Act>
        {canEdit && (
          <Act label={t.delete} onClick={trash} danger>
            <Trash2 size={18} aria-hidden />
          </Act>
        )}
      </SelectionBar>
      {(dialog === "tag" || dialog === "untag") && (
        <TagsDialog how={dialog} place={place} selection={selection} onClose={close} />
      )}
      {dialog === "share" && (
        <LateShareDialog place={place} shared={{ assetIds: [...selection.chosen.keys()] }} onClose={close} />
      )}
      {dialog === "move" && (
        <MoveDialog
          place={place}
          assetIds={[...selection.chosen.keys()]}
          onClose={close}
          onMoved={(moved) => {
            selection.remove(moved);
            close();
            onDone();
          }}
        />
      )}
    </>
  );
}

async function copyLinks(assets: readonly ListedAsset[]): Promise<void> {
  const links = assets.flatMap(({ url }) => url ?? []);
  try {
    await navigator.clipboard.writeText(links.join("\n"));
    notify(t.linksCopied(links.length));
  } catch {
    notify(texts.ui.copyByHand);
  }
}
