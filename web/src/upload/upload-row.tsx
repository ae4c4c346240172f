import { Link } from "@tanstack/react-router";
import { Check, RotateCw, TriangleAlert, X } from "lucide-react";
import { texts } from "../texts/texts.ts";
import { IconButton } from "../ui/button.tsx";
import { bytes } from "../ui/format.ts";
import { Bar } from "./bar.tsx";
import { cancelUpload, retryUploads } from "./queue.ts";
import type { Upload } from "./upload.ts";

const t = texts.upload;

/** One file of the queue, with actions. */
export function UploadRow({ upload }: { upload: Upload }) {
  const { id, file, state, sentBytes, problem, duplicateOf, organizationId, libraryId } = upload;
  const share = file.size === 0 ? 1 : sentBytes / file.size;
  return (
    <li className="flex items-start gap-2 border-t py-2 pl-4 pr-2 first:border-t-0">
      <div className="min-w-0 flex-1 py-1">
        <div className="flex items-baseline gap-3 text-sm">
          <bdi className="truncate" title={file.name}>
            {file.name}
          </bdi>
          <span className="ml-auto shrink-0 text-dim tabular-nums">{statusOf(upload, share)}</span>
        </div>
        {state === "running" && <Bar share={share} label={t.progressOf(file.name)} />}
        {state === "done" && duplicateOf !== null && (
          <Link
            to="/app/$organizationId/$libraryId/$assetId"
            params={{ organizationId, libraryId, assetId: duplicateOf }}
            className="mt-0.5 inline-block text-sm text-accent hover:underline"
          >
            {t.alreadyHere}
          </Link>
        )}
        {problem !== null && (
          <p className="mt-0.5 flex gap-1.5 text-sm text-danger wrap-anywhere">
            <TriangleAlert size={15} className="mt-0.75 shrink-0" aria-hidden />
            {problem}
          </p>
        )}
      </div>
      {state === "failed" && !upload.isFinal && (
        <IconButton label={t.retry(file.name)} className="size-8" onClick={() => retryUploads(new Set([id]))}>
          <RotateCw size={16} aria-hidden />
        </IconButton>
      )}
      {state === "done" ? (
        <span className="grid size-8 shrink-0 place-items-center text-good">
          <Check size={17} role="img" aria-label={t.done} />
        </span>
      ) : (
        <IconButton
          label={state === "failed" ? t.dismiss(file.name) : t.cancel(file.name)}
          className="size-8"
          onClick={() => cancelUpload(id)}
        >
          <X size={16} aria-hidden />
        </IconButton>
      )}
    </li>
  );
}

function statusOf({ state, file }: Upload, share: number): string {
  if (state === "waiting") return t.waiting;
  if (state !== "running") return bytes(file.size);
  return share < 1 ? `${Math.floor(share * 100)}%` : t.processing;
}
