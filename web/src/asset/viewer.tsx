import { ChevronLeft, ChevronRight } from "lucide-react";
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from "react";
import type { Neighbours } from "../library/assets/neighbours.ts";
import { MoveDialog } from "../library/selection/move-dialog.tsx";
import type { Asset } from "../server/operations.ts";
import { useRole } from "../session/role.ts";
import { texts } from "../texts/texts.ts";
import { IconButton } from "../ui/button.tsx";
import type { AssetAddress } from "./asset-query.ts";
import { Details } from "./details.tsx";
import type { PictureKeys } from "./picture-stage.tsx";
import { useRemoval } from "./removal.ts";
import { Shortcuts } from "./shortcuts.tsx";
import { Stage } from "./stage.tsx";
import { Toolbar } from "./toolbar.tsx";

const t = texts.asset;
const isWide = () => matchMedia("(min-width: 48rem)").matches;
// As it was left, for the next asset too.
let detailsOpen = isWide();

/** The large view with its bar, its details, and the keys that move through the library. */
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
  const [dialog, setDialog] = useState<"move" | "shortcuts" | null>(null);
  const picture = useRef<PictureKeys>(null);
  const toggleDetails = () => setShowsDetails((detailsOpen = !showsDetails));
  const goTo = (asset: Asset | null) => asset && onGo(asset.id);
  const onSwipe = (direction: "previous" | "next") => goTo(direction === "next" ? next : previous);
  /** What to look at when this asset leaves the library. */
  const leave = () => {
    const after = asset.parentId ?? (next ?? previous)?.id;
    if (after === undefined) onClose();
    else onGo(after);
  };
  const { remove, restoreLast } = useRemoval(asset, address, leave);

  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const target = event.target as Element;
    // Dialogs and menus over it have keys of their own, and so have fields.
    // Escape is always prevented, since the dialog would close by itself.
    if ((event.defaultPrevented && event.key !== "Escape") || event.altKey) return;
    if (target !== document.body && !content.current?.contains(target)) return;
    if (target.closest("input, textarea, select")) {
      if (event.key === "Escape") content.current?.focus();
      return;
    }
    const command = event.ctrlKey || event.metaKey;
    const zoomed = picture.current?.isZoomed() ?? false;
    const play = target.closest("video") !== null;
    const does: Record<string, (() => void) | undefined | false> = command
      ? { z: canEdit && restoreLast }
      : {
          ArrowLeft: play ? undefined : zoomed ? () => picture.current?.pan(-1, 0) : () => goTo(previous),
          ArrowRight: play ? undefined : zoomed ? () => picture.current?.pan(1, 0) : () => goTo(next),
          ArrowUp: zoomed && (() => picture.current?.pan(0, -1)),
          ArrowDown: zoomed && (() => picture.current?.pan(0, 1)),
          "+": () => picture.current?.zoomIn(),
          "=": () => picture.current?.zoomIn(),
          "-": () => picture.current?.zoomOut(),
          "0": () => picture.current?.fit(),
          i: toggleDetails,
          "?": () => setDialog("shortcuts"),
          Delete: canEdit && remove,
          Escape: zoomed ? () => picture.current?.fit() : onClose,
        };
    const action = does[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKeyDown(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <Toolbar
        asset={asset}
        place={position === null || found === null ? "" : t.position(position + 1, found)}
        canEdit={canEdit}
        showsDetails={showsDetails}
        onToggleDetails={toggleDetails}
        onMove={() => setDialog("move")}
        onRemove={remove}
        onShortcuts={() => setDialog("shortcuts")}
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
      {dialog === "move" && (
        <MoveDialog
          place={address}
          assetIds={[asset.id]}
          onClose={() => setDialog(null)}
          onMoved={() => {
            setDialog(null);
            leave();
          }}
        />
      )}
      <Shortcuts open={dialog === "shortcuts"} onClose={() => setDialog(null)} />
    </div>
  );
}

const aside = "absolute top-1/2 -translate-y-1/2 border bg-raised shadow-lift size-10";
