import {
  ArrowLeft,
  ArrowUpFromLine,
  Crop,
  Download,
  EllipsisVertical,
  FolderInput,
  Info,
  Keyboard,
  Pencil,
  Replace,
  Trash2,
} from "lucide-react";
import { Dialog } from "radix-ui";
import type { Asset } from "../server/operations.ts";
import { texts } from "../texts/texts.ts";
import { IconButton } from "../ui/button.tsx";
import { Menu, MenuItem, MenuLine } from "../ui/menu.tsx";
import { openShortcuts } from "../ui/shortcuts-state.ts";

const t = texts.asset;

/** The asset's name, its position in the list, and actions. */
export function Toolbar({
  asset,
  place,
  canEdit,
  showsDetails,
  onToggleDetails,
  onEdit,
  onMove,
  onRename,
  onReplace,
  onPromote,
  onRemove,
  onClose,
}: {
  asset: Asset;
  place: string;
  canEdit: boolean;
  showsDetails: boolean;
  onToggleDetails(): void;
  /** Undefined if the asset is no picture or may not be edited. */
  onEdit: (() => void) | undefined;
  onMove(): void;
  onRename(): void;
  onReplace(): void;
  onPromote(): void;
  onRemove(): void;
  onClose(): void;
}) {
  return (
    <header className="flex h-14 shrink-0 items-center gap-1 border-b px-2">
      <IconButton label={t.close} onClick={onClose}>
        <ArrowLeft size={19} aria-hidden />
      </IconButton>
      <Dialog.Title className="min-w-0 truncate px-1 font-medium" title={asset.name ?? undefined}>
        <bdi>{asset.name || t.untitled}</bdi>
      </Dialog.Title>
      <span className="mr-auto shrink-0 pl-2 text-sm text-dim tabular-nums">{place}</span>
      {asset.url && (
        <a
          // The query is needed because browsers ignore the `download` attribute for other hosts.
          href={`${asset.url}${asset.url.includes("?") ? "&" : "?"}download`}
          download={asset.filename ?? ""}
          aria-label={t.download}
          title={t.download}
          className={iconLink}
        >
          <Download size={18} aria-hidden />
        </a>
      )}
      {canEdit && (
        <IconButton label={t.remove} onClick={onRemove} className="max-sm:hidden">
          <Trash2 size={18} aria-hidden />
        </IconButton>
      )}
      <Menu
        button={
          <IconButton label={t.actions}>
            <EllipsisVertical size={18} aria-hidden />
          </IconButton>
        }
      >
        {onEdit && (
          <MenuItem onSelect={onEdit}>
            <Crop size={16} aria-hidden />
            {t.edit.open}
          </MenuItem>
        )}
        {canEdit && (
          <MenuItem onSelect={onRename}>
            <Pencil size={16} aria-hidden />
            {t.rename}
          </MenuItem>
        )}
        {canEdit && (
          <MenuItem onSelect={onReplace}>
            <Replace size={16} aria-hidden />
            {t.replace}
          </MenuItem>
        )}
        {canEdit && asset.parentId !== null && (
          <MenuItem onSelect={onPromote}>
            <ArrowUpFromLine size={16} aria-hidden />
            {t.promote}
          </MenuItem>
        )}
        {canEdit && asset.parentId === null && (
          <MenuItem onSelect={onMove}>
            <FolderInput size={16} aria-hidden />
            {t.move}
          </MenuItem>
        )}
        <MenuItem onSelect={openShortcuts}>
          <Keyboard size={16} aria-hidden />
          {t.shortcuts}
        </MenuItem>
        {canEdit && (
          <>
            <MenuLine />
            <MenuItem danger onSelect={onRemove}>
              <Trash2 size={16} aria-hidden />
              {t.remove}
            </MenuItem>
          </>
        )}
      </Menu>
      <IconButton
        label={t.details}
        aria-pressed={showsDetails}
        onClick={onToggleDetails}
        className="aria-pressed:bg-wash aria-pressed:text-text"
      >
        <Info size={19} aria-hidden />
      </IconButton>
    </header>
  );
}

const iconLink =
  "inline-grid size-9 shrink-0 place-items-center rounded-lg text-dim hover:bg-wash hover:text-text";
