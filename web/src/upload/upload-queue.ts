import { offline } from "../api/call.ts";
import { sentenceOf } from "../ui/states.tsx";
import { isFinal, isForAll, passes, pauseMs } from "./retrying.ts";
import type { Destination, Hearing, Sending, SentAsset } from "./send.ts";
import type { Upload } from "./upload.ts";

const atOnceMax = 3;
const doneShownMax = 30;

const fresh = {
  state: "waiting",
  sentBytes: 0,
  problem: null,
  duplicateOf: null,
  begunAt: null,
  tries: 0,
  isFinal: false,
} as const;

/** The dependencies of the queue. */
export interface QueueServices {
  send(file: File, destination: Destination, hear: Hearing): Sending;
  /**
   * Finds out why a request failed although the server can be reached. "done" if the file was uploaded after all, null if the
   * server cannot be reached or a retry may help, otherwise the reason.
   */
  whyOnlyThis(upload: Upload): Promise<Reason | "done" | null>;
  /** The reason why a file cannot be uploaded at all. Called before it is sent. */
  refusalOf(file: File): string | null;
  /** Called with each uploaded file. */
  onUploaded(upload: Upload, asset: SentAsset): void;
  /** Called after every change. */
  onChange(): void;
}

/** The reason why a file failed, and whether a retry would fail too. */
export interface Reason {
  problem: string;
  isFinal: boolean;
}

/** Uploads files, three at a time. Lives outside React, so that it continues across pages. */
export class UploadQueue {
  readonly waiting: Upload[] = [];
  readonly running = new Map<Upload, Sending>();
  readonly failed = new Set<Upload>();
  readonly lastDone: Upload[] = [];
  doneCount = 0;
  doneBytes = 0;
  /** In Unix ms; null while it runs. */
  pausedUntil: number | null = null;
  readonly #services: QueueServices;
  #lastId = 0;
  #pauses = 0;
  #resuming: ReturnType<typeof setTimeout> | undefined;

  constructor(services: QueueServices) {
    this.#services = services;
  }

  /** Puts files at the end of the queue. Finished batches are no longer counted. */
  add(files: readonly File[], destination: Destination): void {
    if (this.waiting.length + this.running.size + this.failed.size === 0) this.#forgetDone();
    for (const file of files) {
      const id = ++this.#lastId;
      const upload: Upload = { id, file, ...destination, ...fresh };
      const problem = this.#services.refusalOf(file);
      if (problem === null) this.waiting.push(upload);
      else this.#fail(upload, { problem, isFinal: true });
    }
    this.#pump();
  }

  /** Removes a file from the queue, or aborts its request. */
  cancel(id: number): void {
    const at = this.waiting.findIndex((upload) => upload.id === id);
    if (at >= 0) this.waiting.splice(at, 1);
    for (const upload of this.failed) if (upload.id === id) this.failed.delete(upload);
    for (const [upload, sending] of this.running) {
      if (upload.id !== id) continue;
      this.running.delete(upload);
      sending.abort();
    }
    this.#pump();
  }

  /** Aborts and removes all unfinished files. */
  cancelAll(): void {
    this.waiting.length = 0;
    this.failed.clear();
    const sendings = [...this.running.values()];
    this.running.clear();
    for (const sending of sendings) sending.abort();
    this.resume();
  }

  /** Removes finished and failed files. Running ones continue. */
  clearFinished(): void {
    this.failed.clear();
    this.#forgetDone();
    this.#services.onChange();
  }

  /** Queues failed files again. All of them without `ids`. */
  retry(ids?: ReadonlySet<number>): void {
    for (const upload of this.failed) {
      if (upload.isFinal || (ids && !ids.has(upload.id))) continue;
      this.failed.delete(upload);
      this.waiting.push(Object.assign(upload, { state: "waiting", problem: null, tries: 0, sentBytes: 0 }));
    }
    this.resume();
  }

  /** Ends a pause early. */
  resume(): void {
    clearTimeout(this.#resuming);
    this.pausedUntil = null;
    this.#pump();
  }

  #pump(): void {
    while (this.pausedUntil === null && this.running.size < atOnceMax) {
      const next = this.waiting.shift();
      if (!next) break;
      void this.#run(next);
    }
    this.#services.onChange();
  }

  async #run(upload: Upload): Promise<void> {
    Object.assign(upload, { state: "running", sentBytes: 0, begunAt: upload.begunAt ?? Date.now() });
    const sending = this.#services.send(upload.file, upload, {
      sent: (bytes) => {
        upload.sentBytes = bytes;
        this.#services.onChange();
      },
      kept: () => {
        upload.tries = 0;
        this.#pauses = 0;
      },
    });
    this.running.set(upload, sending);
    try {
      const asset = await sending.asset;
      upload.duplicateOf = asset.duplicateOf ?? null;
      if (this.running.has(upload)) this.#services.onUploaded(upload, asset);
      this.#finish(upload);
    } catch (error) {
      if (this.running.has(upload)) await this.#recover(upload, error as Error);
    }
    this.#pump();
  }

  #finish(upload: Upload): void {
    if (!this.running.delete(upload)) return;
    this.#pauses = 0;
    this.doneCount += 1;
    this.doneBytes += upload.file.size;
    this.lastDone.unshift(Object.assign(upload, { state: "done", sentBytes: upload.file.size }));
    this.lastDone.splice(doneShownMax);
  }

  #fail(upload: Upload, reason: Reason): void {
    this.running.delete(upload);
    this.failed.add(Object.assign(upload, { state: "failed", ...reason }));
  }

  async #recover(upload: Upload, error: Error): Promise<void> {
    if (!passes(error)) return this.#failWithOthers(upload, error);
    const reason = error.code === offline ? await this.#services.whyOnlyThis(upload) : null;
    if (reason === "done") return this.#finish(upload);
    if (reason !== null) return this.running.has(upload) ? this.#fail(upload, reason) : undefined;
    if (!this.running.delete(upload)) return;
    this.waiting.unshift(Object.assign(upload, { state: "waiting", sentBytes: 0 }));
    this.#pause(error);
  }

  /** Fails a file, and the waiting ones that would be refused for the same reason. */
  #failWithOthers(upload: Upload, error: Error): void {
    const reason = { problem: sentenceOf(error), isFinal: isFinal(error) };
    this.#fail(upload, reason);
    if (!isForAll(error)) return;
    for (const other of this.waiting.splice(0)) {
      if (other.libraryId === upload.libraryId) this.#fail(other, reason);
      else this.waiting.push(other);
    }
  }

  #pause(error: Error): void {
    if (this.pausedUntil !== null) return;
    this.#pauses += 1;
    const ms = pauseMs(this.#pauses, error);
    this.pausedUntil = Date.now() + ms;
    this.#resuming = setTimeout(() => this.resume(), ms);
  }

  #forgetDone(): void {
    this.lastDone.length = 0;
    this.doneCount = 0;
    this.doneBytes = 0;
  }
}
