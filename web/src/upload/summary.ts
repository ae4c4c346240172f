import type { Upload } from "./upload.ts";
import type { UploadQueue } from "./upload-queue.ts";

export interface QueueState {
  /** What is worth seeing of the queue: what runs, what failed, what comes next, what was done last. Bounded. */
  shown: readonly Upload[];
  running: number;
  waiting: number;
  failed: number;
  done: number;
  total: number;
  /** From 0 to 1, by bytes; failed files count as sent. */
  share: number;
  /** In Unix ms, while the server can't be reached. */
  pausedUntil: number | null;
}

const shownMax = 60;

export const empty: QueueState = {
  shown: [],
  running: 0,
  waiting: 0,
  failed: 0,
  done: 0,
  total: 0,
  share: 0,
  pausedUntil: null,
};

// Every file counts for a little more than its bytes, so that empty ones move the bar too.
const perFile = 20_000;

type Lanes = Pick<
  UploadQueue,
  "waiting" | "failed" | "lastDone" | "doneCount" | "doneBytes" | "pausedUntil"
> & { running: ReadonlyMap<Upload, unknown> };

/** What a page shows of the queue. */
export function summaryOf(queue: Lanes): QueueState {
  const { waiting, running, failed, lastDone, doneCount, doneBytes, pausedUntil } = queue;
  const unfinished = waiting.length + running.size;
  const total = unfinished + failed.size + doneCount;
  if (total === 0) return empty;
  const weight = ({ file }: Upload) => file.size + perFile;
  let sent = doneBytes + doneCount * perFile;
  for (const upload of failed) sent += weight(upload);
  let all = sent;
  for (const upload of running.keys()) {
    sent += upload.sentBytes;
    all += weight(upload);
  }
  for (const upload of waiting) all += weight(upload);
  const shown: Upload[] = [];
  for (const lane of [running.keys(), failed, waiting, lastDone]) {
    for (const upload of lane) {
      if (shown.length >= shownMax) break;
      shown.push({ ...upload });
    }
  }
  return {
    shown,
    running: running.size,
    waiting: waiting.length,
    failed: failed.size,
    done: doneCount,
    total,
    share: unfinished === 0 ? 1 : sent / all,
    pausedUntil,
  };
}
