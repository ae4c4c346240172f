import { ChevronDown, ChevronUp, WifiOff, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { texts } from "../texts/texts.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { Bar } from "./bar.tsx";
import { cancelUploads, clearFinished, resume, retryUploads } from "./queue.ts";
import { useQueue } from "./queue-state.ts";
import type { QueueState } from "./summary.ts";
import { UploadRow } from "./upload-row.tsx";
import { useRefresh, useStayWhileUploading } from "./while-uploading.ts";

const t = texts.upload;
// How long the panel stays when everything went well.
const lingerMs = 10_000;

/** The upload panel, visible on all pages: in a corner, or at the lower edge on phones. Mounted once. */
export function UploadPanel() {
  const queue = useQueue();
  const [open, setOpen] = useState(true);
  useStayWhileUploading();
  useRefresh();
  const unfinished = queue.running + queue.waiting;
  const panel = useRef<HTMLElement>(null);
  const isDone = queue.total > 0 && unfinished === 0 && queue.failed === 0;
  useEffect(() => {
    if (!isDone) return;
    // Keeps the panel while it is hovered or focused.
    const leave = () => panel.current?.matches(":hover, :focus-within") || clearFinished();
    const leaving = setInterval(leave, lingerMs);
    return () => clearInterval(leaving);
  }, [isDone]);
  return (
    <>
      <p role="status" className="sr-only">
        {announcement(queue)}
      </p>
      {queue.total > 0 && (
        <section
          ref={panel}
          aria-label={t.title}
          className="pointer-events-auto fixed inset-x-0 bottom-0 z-35 flex max-h-[60dvh] flex-col overflow-hidden rounded-t-2xl border bg-raised shadow-lift sm:inset-x-auto sm:bottom-4 sm:right-4 sm:w-96 sm:rounded-2xl animate-[appear_150ms]"
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
      {queue.pausedUntil !== null && (
        <div className="flex items-center gap-3 bg-danger-wash py-2 pl-4 pr-3 text-sm text-danger">
          <WifiOff size={17} className="shrink-0" aria-hidden />
          <p className="flex-1">{t.paused}</p>
          <Button small onClick={resume}>
            {t.now}
          </Button>
        </div>
      )}
      <div className="min-h-0 overflow-y-auto border-t" tabIndex={-1}>
        <ul>
          {queue.shown.map((upload) => (
            <UploadRow key={upload.id} upload={upload} />
          ))}
        </ul>
        {others > 0 && <p className="border-t px-4 py-2 text-sm text-dim">{t.others(others)}</p>}
      </div>
      {(unfinished > 0 || queue.failed > 1) && (
        <div className="flex justify-end gap-2 border-t p-2">
          {queue.failed > 1 && (
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

const titleOf = ({ running, waiting, done, total }: QueueState): string =>
  running + waiting > 0 ? t.running(done, total) : t.finished(done, total);

/** The screen reader announcement: at the start, after failures and at the end, not for each percent. */
function announcement({ running, waiting, done, total, failed }: QueueState): string {
  if (total === 0) return "";
  const failures = failed > 0 ? ` ${t.failed(failed)}` : "";
  return (running + waiting > 0 ? t.begun(total) : `${t.finished(done, total)}.`) + failures;
}
