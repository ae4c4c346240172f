import type { Upload } from "./upload.ts";
import type { UploadQueue } from "./upload-queue.ts";

export interface QueueState {
  /** A limited number of files: running, failed, next and last finished ones. */
  shown: readonly Upload[];
  running: number;
  waiting: number;
  failed: number;
  /** The failed files that can be retried. */
  retryable: number;
  done: number;
  total: number;
  /** From 0 to 1, by bytes; failed files count as sent. */
  share: number;
  /** In Unix ms. Set while the server cannot be reached. */
  pausedUntil: number | null;
}

const shownMax = 60;

export const empty: QueueState = {
  shown: [],
  running: 0,
  waiting: 0,
  failed: 0,
  retryable: 0,
  done: 0,
  total: 0,
  share: 0,
  pausedUntil: null,
};

// Added to each file's bytes, so that empty files also move the bar.
const perFile = 20_000;

type Lanes = Pick<
  UploadQueue,
  "waiting" | "failed" | "lastDone" | "doneCount" | "doneBytes" | "pausedUntil"
> & { running: ReadonlyMap<Upload, unknown> };

/** Summarises the queue for display. */
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
    retryable: [...failed].filter(({ isFinal }) => !isFinal).length,
    done: doneCount,
    total,
    share: unfinished === 0 ? 1 : sent / all,
    pausedUntil,
  };
}
