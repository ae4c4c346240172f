import { ChevronDown, ChevronUp, WifiOff, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { texts } from "../texts/texts.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { Bar } from "./bar.tsx";
import { CopiesOffer } from "./copies-offer.tsx";
import { cancelUploads, clearFinished, resume, retryUploads, tagFolders } from "./queue.ts";
import { useQueue } from "./queue-state.ts";
import type { QueueState } from "./summary.ts";
import { UploadRow } from "./upload-row.tsx";
import { useRefresh, useStayWhileUploading } from "./while-uploading.ts";

const t = texts.upload;
// How long the panel stays when everything went well.
const lingerMs = 4_000;
// Longer while there is something to decide.
const offerMs = 20_000;

/** The upload panel, visible on all pages: in a corner, or at the lower edge on phones. Mounted once. */
export function UploadPanel() {
  const queue = useQueue();
  // Null: open only if there are failed files.
  const [asked, setOpen] = useState<boolean | null>(null);
  const open = asked ?? queue.failed > 0;
  useStayWhileUploading();
  useRefresh();
  const unfinished = queue.running + queue.waiting;
  const panel = useRef<HTMLElement>(null);
  const isDone = queue.total > 0 && unfinished === 0 && queue.failed === 0;
  const isOffered = (queue.folders.length > 0 && !queue.tagsFolders) || queue.copies > 0;
  useEffect(() => {
    if (queue.total === 0) setOpen(null);
  }, [queue.total]);
  useEffect(() => {
    if (!isDone) return;
    // Keeps the panel while it is hovered or focused.
    const leave = () => panel.current?.matches(":hover, :focus-within") || clearFinished();
    const leaving = setInterval(leave, isOffered ? offerMs : lingerMs);
    return () => clearInterval(leaving);
  }, [isDone, isOffered]);
  return (
    <>
      <p role="status" className="sr-only">
        {announcement(queue)}
      </p>
      {queue.total > 0 && (
        <section
          ref={panel}
          aria-label={t.title}
          className="pointer-events-auto fixed inset-x-0 bottom-0 z-35 flex max-h-[60dvh] flex-col overflow-hidden rounded-t-2xl border bg-raised shadow-lift sm:inset-x-auto sm:bottom-4 sm:right-4 sm:w-80 sm:rounded-2xl animate-[appear_150ms]"
        >
          <div className="py-2 pl-4 pr-2">
            <div className="flex items-center gap-1">
              <h2 className="mr-auto font-medium tabular-nums">{titleOf(queue)}</h2>
              <IconButton label={open ? t.hide : t.show} aria-expanded={open} onClick={() => setOpen(!open)}>
                {open ? <ChevronDown size={18} aria-hidden /> : <ChevronUp size={18} aria-hidden />}
              </IconButton>
              {unfinished === 0 && (
                <IconButton label={t.clear} onClick={clearFinished}>
                  <X size={18} aria-hidden />
                </IconButton>
              )}
            </div>
            {unfinished > 0 && (
              <div className="pb-1.5 pr-2">
                <Bar share={queue.share} label={t.progress} />
              </div>
            )}
          </div>
          {queue.folders.length > 0 && (
            <FolderOffer key={queue.folders.join("/")} folders={queue.folders} isWanted={queue.tagsFolders} />
          )}
          {queue.copies > 0 && unfinished === 0 && <CopiesOffer count={queue.copies} />}
          {!open && queue.pausedUntil !== null && <Paused />}
          {open && <Details queue={queue} />}
          {!open && queue.failed > 0 && (
            <p className="px-4 pb-3 text-sm text-danger">{t.failed(queue.failed)}</p>
          )}
        </section>
      )}
    </>
  );
}

function Details({ queue }: { queue: QueueState }) {
  const others = queue.total - queue.shown.length;
  const unfinished = queue.running + queue.waiting;
  return (
    <>
      {queue.pausedUntil !== null && <Paused />}
      <div className="min-h-0 overflow-y-auto border-t" tabIndex={-1}>
        <ul>
          {queue.shown.map((upload) => (
            <UploadRow key={upload.id} upload={upload} />
          ))}
        </ul>
        {others > 0 && <p className="border-t px-4 py-2 text-sm text-dim">{t.others(others)}</p>}
      </div>
      {(unfinished > 0 || queue.retryable > 1) && (
        <div className="flex justify-end gap-2 border-t p-2">
          {queue.retryable > 1 && (
            <Button small onClick={() => retryUploads()}>
              {t.retryAll}
            </Button>
          )}
          {unfinished > 0 && (
            <Button small look="quiet" onClick={cancelUploads}>
              {t.cancelAll}
            </Button>
          )}
        </div>
      )}
    </>
  );
}

const Paused = () => (
  <div className="flex items-center gap-3 bg-danger-wash py-2 pl-4 pr-3 text-sm text-danger">
    <WifiOff size={17} className="shrink-0" aria-hidden />
    <p className="flex-1">{t.paused}</p>
    <Button small onClick={resume}>
      {t.now}
    </Button>
  </div>
);

/** Offers the names of uploaded folders as tags. */
function FolderOffer({ folders, isWanted }: { folders: readonly string[]; isWanted: boolean }) {
  // The queue's state follows a moment later.
  const [isChecked, setIsChecked] = useState(isWanted);
  const want = () => {
    setIsChecked(true);
    tagFolders();
  };
  return (
    <label className="flex cursor-pointer items-center gap-2.5 border-t px-4 py-2 text-sm">
      <input
        type="checkbox"
        className="size-4 shrink-0 accent-accent"
        checked={isChecked}
        disabled={isChecked}
        onChange={want}
      />
      <span className="wrap-anywhere">{t.tagFolders(folders)}</span>
    </label>
  );
}

const titleOf = ({ running, waiting, done, total }: QueueState): string =>
  running + waiting > 0 ? t.running(done, total) : t.finished(done, total);

/** The screen reader announcement: at the start, after failures and at the end, not for each percent. */
function announcement({ running, waiting, done, total, failed }: QueueState): string {
  if (total === 0) return "";
  const failures = failed > 0 ? ` ${t.failed(failed)}` : "";
  return (running + waiting > 0 ? t.begun(total) : `${t.finished(done, total)}.`) + failures;
}
