import { ChevronLeft, ChevronRight } from "lucide-react";
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from "react";
import type { Neighbours } from "../library/assets/neighbours.ts";
import { isPictured } from "../library/pictures/sources.ts";
import { MoveDialog } from "../library/selection/move-dialog.tsx";
import type { Asset } from "../server/operations.ts";
import { useRole } from "../session/role.ts";
import { texts } from "../texts/texts.ts";
import { IconButton } from "../ui/button.tsx";
import { chooseFiles } from "../upload/choose-files.ts";
import type { AssetAddress } from "./asset-query.ts";
import { Details } from "./details.tsx";
import { LateEditDialog } from "./edit/late-dialog.ts";
import type { PictureKeys } from "./picture-stage.tsx";
import { usePromotion } from "./promotion.ts";
import { useRemoval } from "./removal.ts";
import { RenameAsset } from "./rename.tsx";
import { Stage } from "./stage.tsx";
import { Toolbar } from "./toolbar.tsx";

const t = texts.asset;
const isWide = () => matchMedia("(min-width: 48rem)").matches;
// Kept for the next asset.
let detailsOpen = isWide();

/** Actions by key. False for keys that currently do nothing. */
type Keys = Record<string, (() => unknown) | false>;

/** The large view with its toolbar, details and keyboard shortcuts. */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: its parts share the picture, the dialog and the details
export function Viewer({
  asset,
  address,
  neighbours: { previous, next, position, found },
  onGo,
  onClose,
  content,
}: {
  asset: Asset;
  address: AssetAddress;
  neighbours: Neighbours;
  onGo(assetId: string): void;
  onClose(): void;
  content: RefObject<HTMLDivElement | null>;
}) {
  const { canEdit } = useRole(address.organizationId);
  const [showsDetails, setShowsDetails] = useState(detailsOpen);
  const [moving, setMoving] = useState(false);
  const [renaming, setRenaming] = useState(false);
  const [editing, setEditing] = useState(false);
  const picture = useRef<PictureKeys>(null);
  const toggleDetails = () => {
    detailsOpen = !showsDetails;
    setShowsDetails(detailsOpen);
  };
  const goTo = (asset: Asset | null) => asset && onGo(asset.id);
  const onSwipe = (direction: "previous" | "next") => goTo(direction === "next" ? next : previous);
  /** Goes to the parent or a neighbour when this asset leaves the library, otherwise closes. */
  const leave = () => {
    const after = asset.parentId ?? (next ?? previous)?.id;
    if (after === undefined) onClose();
    else onGo(after);
  };
  const { organizationId, libraryId } = address;
  const replace = () => chooseFiles({ organizationId, libraryId, replacedId: asset.id });
  const promote = usePromotion(asset, address, onGo);
  const remove = useRemoval(asset, address, leave);

  const steps = { back: () => goTo(previous), on: () => goTo(next), close: onClose };
  const viewerKeys: Keys = {
    i: toggleDetails,
    Delete: canEdit && remove,
  };

  useDocumentKeys((event) => {
    const target = event.target as Element;
    if (!isForViewer(event, content.current)) return;
    if (target.closest("input, textarea, select")) {
      if (event.key === "Escape") content.current?.focus();
      return;
    }
    const isVideo = target.closest("video") !== null;
    if (event.ctrlKey || event.metaKey) return;
    const does = { ...pictureKeys(picture.current, isVideo, steps), ...viewerKeys };
    const action = does[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!action) return;
    event.preventDefault();
    void action();
  });

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <Toolbar
        asset={asset}
        place={position === null || found === null ? "" : t.position(position + 1, found)}
        canEdit={canEdit}
        showsDetails={showsDetails}
        onToggleDetails={toggleDetails}
        onEdit={canEdit && isPictured(asset) ? () => setEditing(true) : undefined}
        onMove={() => setMoving(true)}
        onRename={() => setRenaming(true)}
        onReplace={replace}
        onPromote={promote}
        onRemove={remove}
        onClose={onClose}
      />
      <div className="relative flex min-h-0 flex-1">
        <div className="relative min-w-0 flex-1 bg-wash">
          <Stage asset={asset} onSwipe={onSwipe} keys={picture} />
          {previous && (
            <IconButton label={t.previous} onClick={() => goTo(previous)} className={`left-3 ${aside}`}>
              <ChevronLeft size={22} aria-hidden />
            </IconButton>
          )}
          {next && (
            <IconButton label={t.next} onClick={() => goTo(next)} className={`right-3 ${aside}`}>
              <ChevronRight size={22} aria-hidden />
            </IconButton>
          )}
        </div>
        {showsDetails && (
          <Details
            key={asset.id}
            asset={asset}
            address={address}
            canEdit={canEdit}
            onClose={isWide() ? undefined : toggleDetails}
          />
        )}
      </div>
      <RenameAsset asset={asset} address={address} open={renaming} onClose={() => setRenaming(false)} />
      {editing && <LateEditDialog asset={asset} address={address} onClose={() => setEditing(false)} />}
      {moving && (
        <MoveDialog
          place={address}
          assetIds={[asset.id]}
          onClose={() => setMoving(false)}
          onMoved={() => {
            setMoving(false);
            leave();
          }}
        />
      )}
    </div>
  );
}

/** False for keys that belong to dialogs and menus over the viewer. */
function isForViewer(event: KeyboardEvent, content: HTMLElement | null): boolean {
  // Escape is always prevented, because the dialog would close itself.
  if ((event.defaultPrevented && event.key !== "Escape") || event.altKey) return false;
  const target = event.target as Element;
  return target === document.body || content?.contains(target) === true;
}

/** Keys for the picture and for leaving it. A video handles its own keys. */
function pictureKeys(
  picture: PictureKeys | null,
  isVideo: boolean,
  steps: { back(): unknown; on(): unknown; close(): void },
): Keys {
  const keys: Keys = {
    ArrowLeft: !isVideo && steps.back,
    ArrowRight: !isVideo && steps.on,
    "+": () => picture?.zoomIn(),
    "=": () => picture?.zoomIn(),
    "-": () => picture?.zoomOut(),
    "0": () => picture?.fit(),
    Escape: steps.close,
  };
  if (!picture?.isZoomed()) return keys;
  return {
    ...keys,
    ArrowLeft: () => picture.pan(-1, 0),
    ArrowRight: () => picture.pan(1, 0),
    ArrowUp: () => picture.pan(0, -1),
    ArrowDown: () => picture.pan(0, 1),
    Escape: () => picture.fit(),
  };
}

/** Listens to keys on the whole page. */
function useDocumentKeys(onKeyDown: (event: KeyboardEvent) => void): void {
  const latest = useEffectEvent(onKeyDown);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => latest(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}

const aside = "absolute top-1/2 -translate-y-1/2 border bg-raised shadow-lift size-10";
