import { call, offline, Refused } from "../api/call.ts";
import { texts } from "../texts/texts.ts";
import { sentenceOf } from "../ui/states.tsx";
import { alreadyThere } from "./already-there.ts";
import { isForAll, passes, pauseMs, triesMax } from "./retrying.ts";
import { type Destination, type Sending, send } from "./send.ts";
import type { Upload } from "./upload.ts";

const atOnceMax = 3;
const doneShownMax = 30;

// The queue lives beside React: it goes on while pages come and go.
const waiting: Upload[] = [];
const running = new Map<Upload, Sending>();
const failed = new Set<Upload>();
const lastDone: Upload[] = [];
let doneCount = 0;
let doneBytes = 0;
let lastId = 0;
let pausedUntil: number | null = null;
let pauses = 0;
let resuming: ReturnType<typeof setTimeout> | undefined;
let changed = () => {};

/** Is told of every change; one at a time. */
export const onChange = (tell: () => void): void => {
  changed = tell;
};

export const lanes = { waiting, running, failed, lastDone };
export const progress = () => ({ doneCount, doneBytes, pausedUntil });

/** Puts files at the end of the queue. Finished batches are no longer counted. */
export function addUploads(files: readonly File[], destination: Destination): void {
  if (waiting.length + running.size + failed.size === 0) forgetDone();
  for (const file of files) {
    const id = ++lastId;
    const fresh = { state: "waiting", sentBytes: 0, problem: null, begunAt: null, tries: 0 } as const;
    waiting.push({ id, file, ...destination, ...fresh });
  }
  pump();
}

/** Drops it from the queue, or breaks it off. */
export function cancelUpload(id: number): void {
  const at = waiting.findIndex((upload) => upload.id === id);
  if (at >= 0) waiting.splice(at, 1);
  for (const upload of failed) if (upload.id === id) failed.delete(upload);
  for (const [upload, sending] of running) {
    if (upload.id !== id) continue;
    running.delete(upload);
    sending.abort();
  }
  pump();
}

/** Breaks off and drops all that isn't done. */
export function cancelUploads(): void {
  waiting.length = 0;
  failed.clear();
  const sendings = [...running.values()];
  running.clear();
  for (const sending of sendings) sending.abort();
  resume();
}

/** Forgets what is done and what failed; what runs goes on. */
export function clearFinished(): void {
  failed.clear();
  forgetDone();
  changed();
}

export function retryUploads(ids?: ReadonlySet<number>): void {
  for (const upload of failed) {
    if (ids && !ids.has(upload.id)) continue;
    failed.delete(upload);
    waiting.push(Object.assign(upload, { state: "waiting", problem: null, tries: 0, sentBytes: 0 }));
  }
  resume();
}

/** Ends a pause early. */
export function resume(): void {
  clearTimeout(resuming);
  pausedUntil = null;
  pump();
}

function pump(): void {
  while (pausedUntil === null && running.size < atOnceMax) {
    const next = waiting.shift();
    if (!next) break;
    void run(next);
  }
  changed();
}

async function run(upload: Upload): Promise<void> {
  Object.assign(upload, { state: "running", sentBytes: 0, begunAt: upload.begunAt ?? Date.now() });
  const sending = send(upload.file, upload, (bytes) => {
    upload.sentBytes = bytes;
    changed();
  });
  running.set(upload, sending);
  try {
    await sending.asset;
    finish(upload);
  } catch (error) {
    if (running.has(upload)) await recover(upload, error as Error);
  }
  pump();
}

function finish(upload: Upload): void {
  if (!running.delete(upload)) return;
  pauses = 0;
  doneCount += 1;
  doneBytes += upload.file.size;
  lastDone.unshift(Object.assign(upload, { state: "done", sentBytes: upload.file.size }));
  lastDone.splice(doneShownMax);
}

function fail(upload: Upload, problem: string): void {
  running.delete(upload);
  failed.add(Object.assign(upload, { state: "failed", problem }));
}

async function recover(upload: Upload, error: Error): Promise<void> {
  if (!passes(error)) {
    fail(upload, sentenceOf(error));
    if (!isForAll(error)) return;
    for (const other of waiting.splice(0)) {
      if (other.libraryId === upload.libraryId) fail(other, sentenceOf(error));
      else waiting.push(other);
    }
    return;
  }
  const problem = error.code === offline ? await whyOnlyThis(upload) : null;
  if (problem === "done") return finish(upload);
  if (problem !== null) return running.has(upload) ? fail(upload, problem) : undefined;
  if (!running.delete(upload)) return;
  waiting.unshift(Object.assign(upload, { state: "waiting", sentBytes: 0 }));
  pause(error);
}

/** Why a request broke off although the server can be reached; null when it can't, or is worth another try. */
async function whyOnlyThis(upload: Upload): Promise<string | "done" | null> {
  try {
    await upload.file.slice(0, 1).arrayBuffer();
  } catch {
    return texts.upload.gone;
  }
  try {
    const allSent = upload.sentBytes >= upload.file.size;
    if (allSent && (await alreadyThere(upload))) return "done";
    await call("getAccount", {});
  } catch (error) {
    return error instanceof Refused && !passes(error) ? sentenceOf(error) : null;
  }
  upload.tries += 1;
  return upload.tries < triesMax ? null : texts.upload.brokeOff;
}

function pause(error: Error): void {
  if (pausedUntil !== null) return;
  pauses += 1;
  const ms = pauseMs(pauses, error);
  pausedUntil = Date.now() + ms;
  resuming = setTimeout(resume, ms);
}

function forgetDone(): void {
  lastDone.length = 0;
  doneCount = 0;
  doneBytes = 0;
}

window.addEventListener("online", resume);
