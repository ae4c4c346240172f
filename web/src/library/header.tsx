import { Link } from "@tanstack/react-router";
import { Download, Lock, Share2, Trash2 } from "lucide-react";
import { useState } from "react";
import type { Library } from "../server/operations.ts";
import { texts } from "../texts/texts.ts";
import { buttonLook, IconButton } from "../ui/button.tsx";
import { Skeleton } from "../ui/states.tsx";
import { UploadButton } from "../upload/upload-button.tsx";
import type { Place } from "./assets/change-assets.ts";
import { download } from "./download.ts";
import { LateShareDialog } from "./share/late-dialog.ts";

const t = texts.library;

/** The library's name and number of assets, with share, download, trash and upload buttons. */
export function LibraryHeader({
  place,
  library,
  canEdit,
  tag,
}: {
  place: Place;
  library: Library | undefined;
  canEdit: boolean;
  /** The one tag that the grid is filtered by. */
  tag: string | undefined;
}) {
  const [sharing, setSharing] = useState(false);
  return (
    <header
      data-above-grid
      className="flex min-h-16 flex-wrap items-center justify-between gap-x-6 gap-y-2 max-sm:gap-x-2 px-4 pt-5 sm:px-6"
    >
      <div className="min-w-0">
        <h1 dir="auto" className="text-2xl font-semibold leading-tight wrap-anywhere">
          {library ? (library.name ?? library.id) : <Skeleton className="h-7 w-40" />}
        </h1>
        <p className="mt-0.5 flex min-h-6 items-center gap-2 text-sm text-dim">
          {library && t.assets(library.assetsCount)}
          {library?.private && (
            <span className="inline-flex items-center gap-1 rounded-full border px-2" title={t.privateHint}>
              <Lock size={12} aria-hidden />
              {t.private}
            </span>
          )}
        </p>
      </div>
      <div className="ml-auto flex gap-2 max-sm:gap-1">
        {canEdit && library && library.assetsCount > 0 && (
          <IconButton
            label={tag === undefined ? t.shareLibrary : t.shareTagged(tag)}
            className="size-10"
            onClick={() => setSharing(true)}
          >
            <Share2 size={17} aria-hidden />
          </IconButton>
        )}
        {library && library.assetsCount > 0 && (
          <IconButton
            label={tag === undefined ? t.downloadAll : t.downloadTagged(tag)}
            className="size-10"
            onClick={() => void download(place, tag === undefined ? {} : { tags: [tag] })}
          >
            <Download size={17} aria-hidden />
          </IconButton>
        )}
        {canEdit && (
          <Link
            to="/app/$organizationId/$libraryId/trash"
            params={place}
            className={buttonLook("quiet")}
            aria-label={t.trash}
            title={t.trash}
          >
            <Trash2 size={17} aria-hidden />
            <span className="hidden sm:inline">{t.trash}</span>
          </Link>
        )}
        {canEdit && <UploadButton {...place} />}
      </div>
      {sharing && (
        <LateShareDialog
          place={place}
          shared={tag === undefined ? {} : { tag }}
          onClose={() => setSharing(false)}
        />
      )}
    </header>
  );
}
