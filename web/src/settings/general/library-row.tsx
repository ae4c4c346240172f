import { Link } from "@tanstack/react-router";
import { Ellipsis, Images, Lock, Pencil, Trash2 } from "lucide-react";
import type { Library } from "../../server/operations.ts";
import { texts } from "../../texts/texts.ts";
import { IconButton } from "../../ui/button.tsx";
import { bytes as bytesText, count } from "../../ui/format.ts";
import { Menu, MenuItem } from "../../ui/menu.tsx";

const t = texts.settings;

export function LibraryRow({
  organizationId,
  library: { id, name, assetsCount, trashCount, private: isPrivate },
  bytes,
  isOwner,
  onRename,
  onPrivacy,
  onDelete,
}: {
  organizationId: string;
  library: Library;
  /** Size of the originals. Undefined while unknown. */
  bytes: number | undefined;
  isOwner: boolean;
  onRename(): void;
  onPrivacy(): void;
  onDelete(): void;
}) {
  const facts = [
    isPrivate && t.privacy.badge,
    t.files(assetsCount),
    trashCount > 0 && t.inTrash(count(trashCount)),
    bytes !== undefined && bytesText(bytes),
  ].filter(Boolean);
  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <Images size={18} className="shrink-0 text-dim" aria-hidden />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2.5">
          <Link
            to="/app/$organizationId/$libraryId"
            params={{ organizationId, libraryId: id }}
            className="font-medium wrap-anywhere hover:underline"
          >
            {name ?? id}
          </Link>
          <span className="font-mono text-sm text-dim wrap-anywhere">{id}</span>
        </p>
        <p className="text-sm text-dim">{facts.join(" · ")}</p>
      </div>
      {isOwner && (
        <Menu
          button={
            <IconButton label={t.libraryActions(name ?? id)}>
              <Ellipsis size={18} aria-hidden />
            </IconButton>
          }
        >
          <MenuItem onSelect={onRename}>
            <Pencil size={16} aria-hidden />
            {t.rename}
          </MenuItem>
          <MenuItem onSelect={onPrivacy}>
            <Lock size={16} aria-hidden />
            {t.privacy.action}
          </MenuItem>
          <MenuItem danger onSelect={onDelete}>
            <Trash2 size={16} aria-hidden />
            {t.deleteLibrary}
          </MenuItem>
        </Menu>
      )}
    </li>
  );
}
