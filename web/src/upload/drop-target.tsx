import { useQuery } from "@tanstack/react-query";
import { ImageUp } from "lucide-react";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import { asking } from "../api/queries.ts";
import { useRole } from "../session/role.ts";
import { texts } from "../texts/texts.ts";
import { notify } from "../ui/toasts.tsx";
import { droppedFiles } from "./dropped-files.ts";
import { addUploads } from "./queue.ts";

const t = texts.upload;

/**
 * While mounted, uploads files and folders dropped anywhere in the window, and pasted pictures, to this library if the person
 * has write access.
 */
export function DropTarget({
  organizationId,
  libraryId,
  children,
}: {
  organizationId: string;
  libraryId: string;
  children: ReactNode;
}) {
  const { canEdit } = useRole(organizationId);
  const upload = useCallback(
    (files: File[]) => addUploads(files, { organizationId, libraryId }),
    [organizationId, libraryId],
  );
  const over = useDroppedFiles(canEdit, upload);
  usePastedFiles(canEdit, upload);
  const { data: libraries } = useQuery(asking("listLibraries", { organizationId }));
  const name = libraries?.find(({ id }) => id === libraryId)?.name ?? libraryId;
  return (
    <>
      {children}
      {over && (
        <div className="pointer-events-none fixed inset-0 z-50 bg-shade p-4 animate-[appear_120ms]">
          <div className="grid h-full content-center justify-items-center gap-2 rounded-2xl border-2 border-dashed border-accent bg-raised/95 p-6 text-center">
            <ImageUp size={40} strokeWidth={1.5} className="text-accent" aria-hidden />
            <p className="text-lg font-semibold">{t.drop}</p>
            <p className="max-w-md text-dim wrap-anywhere">{t.dropLead(name)}</p>
          </div>
        </div>
      )}
    </>
  );
}

/** Handles drops in the whole window. Returns whether files are dragged over it. Without `takes`, drops do nothing. */
function useDroppedFiles(takes: boolean, onFiles: (files: File[]) => void): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    // Browsers treat a picture dragged from this page as a file.
    let ownDrag = false;
    const bringsFiles = (event: DragEvent) => !ownDrag && event.dataTransfer?.types.includes("Files");
    const onDragStart = () => {
      ownDrag = true;
    };
    const onDragEnd = () => {
      ownDrag = false;
    };
    const onDragOver = (event: DragEvent) => {
      if (!bringsFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = takes ? "copy" : "none";
      setOver(takes);
    };
    const onDragLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = async (event: DragEvent) => {
      setOver(false);
      if (!bringsFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      if (!takes) return;
      try {
        const files = await droppedFiles(event.dataTransfer);
        if (files.length === 0) notify(t.nothing);
        else onFiles(files);
      } catch {
        notify(t.unreadableDrop);
      }
    };
    const listeners = {
      dragstart: onDragStart,
      dragend: onDragEnd,
      dragenter: onDragOver,
      dragover: onDragOver,
      dragleave: onDragLeave,
      drop: onDrop,
    };
    return listen(listeners as Record<string, (event: never) => void>);
  }, [takes, onFiles]);
  return over;
}

function usePastedFiles(takes: boolean, onFiles: (files: File[]) => void): void {
  useEffect(() => {
    if (!takes) return;
    const onPaste = (event: ClipboardEvent) => {
      const writing = event.target instanceof Element && event.target.closest("input, textarea");
      const files = [...(event.clipboardData?.files ?? [])];
      if (writing || files.length === 0) return;
      event.preventDefault();
      onFiles(files.map(named));
    };
    return listen({ paste: onPaste as (event: never) => void });
  }, [takes, onFiles]);
}

/** Adds the time to the name of a pasted picture, because browsers always call it "image.png". */
function named(file: File): File {
  const extension = /^image(\.\w+)$/.exec(file.name)?.[1];
  if (extension === undefined) return file;
  const when = new Date().toISOString().slice(0, 19).replace("T", " ").replaceAll(":", ".");
  return new File([file], t.pasted(when) + extension, { type: file.type });
}

function listen(listeners: Record<string, (event: never) => void>): () => void {
  const all = Object.entries(listeners) as [string, EventListener][];
  for (const [name, listener] of all) window.addEventListener(name, listener);
  return () => {
    for (const [name, listener] of all) window.removeEventListener(name, listener);
  };
}
