import { useQueryClient } from "@tanstack/react-query";
import { Eraser, FolderInput, Link2, Tag, Trash2, X } from "lucide-react";
import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { texts } from "../../texts/texts.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { notify } from "../../ui/toasts.tsx";
import { useHeight } from "../../ui/use-height.ts";
import type { ListedAsset } from "../assets/asset-pages.ts";
import { type Place, trashAssets } from "../assets/change-assets.ts";
import { MoveDialog } from "./move-dialog.tsx";
import type { Selection } from "./selection.ts";
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
  const [dialog, setDialog] = useState<"tag" | "untag" | "move" | null>(null);
  const assets = [...selection.chosen.values()];
  const close = () => setDialog(null);
  const bar = useRef<HTMLDivElement>(null);
  const height = useHeight(bar);
  useCoveredBelow(height + 12);
  const trash = () => {
    const ids = assets.map(({ id }) => id);
    selection.remove(ids);
    void trashAssets(client, place, ids);
    onDone();
  };
  return (
    <section
      aria-label={t.chosenActions}
      className="pointer-events-none absolute inset-x-2 bottom-2 z-30 flex justify-center sm:bottom-4"
    >
      <div
        ref={bar}
        className="pointer-events-auto flex max-w-full flex-wrap items-center gap-x-1 rounded-2xl border bg-raised p-1.5 shadow-lift animate-[appear_120ms] max-sm:w-full"
      >
        <div className="flex items-center gap-1 pr-2 font-medium tabular-nums max-sm:w-full">
          <IconButton
            label={t.clearChosen}
            onClick={() => {
              selection.clear();
              onDone();
            }}
          >
            <X size={18} aria-hidden />
          </IconButton>
          <p role="status">{t.chosen(assets.length)}</p>
          {assets.length < found && (
            <Button
              small
              look="quiet"
              className="text-accent max-sm:ml-auto"
              onClick={() => {
                selection.selectAll(found);
                // The button disappears when all are selected.
                onDone();
              }}
            >
              {t.chooseAll}
            </Button>
          )}
        </div>
        <div className="flex max-sm:w-full max-sm:[&>*]:flex-1">
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
          <Act label={t.copyLinks} onClick={() => copyLinks(assets)}>
            <Link2 size={18} aria-hidden />
          </Act>
          {canEdit && (
            <Act label={t.delete} onClick={trash} danger>
              <Trash2 size={18} aria-hidden />
            </Act>
          )}
        </div>
      </div>
      {(dialog === "tag" || dialog === "untag") && (
        <TagsDialog how={dialog} place={place} selection={selection} onClose={close} />
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
    </section>
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

/** Keeps notices above the bar. `height` is in pixels. */
function useCoveredBelow(height: number): void {
  useLayoutEffect(() => {
    const { style } = document.documentElement;
    style.setProperty("--covered-below", `${height}px`);
    return () => {
      style.removeProperty("--covered-below");
    };
  }, [height]);
}

function Act({
  label,
  onClick,
  disabled = false,
  danger = false,
  children,
}: {
  label: string;
  onClick(): void;
  disabled?: boolean;
  danger?: boolean;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      onClick={onClick}
      disabled={disabled}
      className={`flex min-h-11 flex-col items-center justify-center gap-0.5 rounded-xl px-1 text-xs whitespace-nowrap sm:px-3 hover:bg-wash disabled:opacity-50 sm:h-10 sm:min-h-0 sm:flex-row sm:gap-2 sm:text-sm ${danger ? "text-danger" : ""}`}
    >
      {children}
      {label}
    </button>
  );
}
