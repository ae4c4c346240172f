import type { Queryable } from "../../../platform/database/queryable.ts";
import { insertReads, type ReadToInsert } from "./store.ts";

export interface ReadLog {
  /** Adds a read in memory. It is written soon, so that the call does not wait. */
  note(read: ReadToInsert): void;
  /** Writes what waits. On a database error it throws and keeps it for the next time. */
  flush(): Promise<void>;
  /** Writes the last reads. A database error loses them. */
  close(): Promise<void>;
}

// A killed process loses at most this much.
const flushDelayMs = 1_000;
// What a statement writes, and what a process keeps while the database is away: some 20 MB.
const readsAtATime = 1_000;
const waitingMax = 50_000;

/** Writes reads of memory in batches, one statement at a time. */
export function openReadLog(db: Queryable, log: { error(details: object, message: string): void }): ReadLog {
  let waiting: ReadToInsert[] = [];
  let lost = 0;
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    if (lost > 0)
      log.error({ lost }, "reads of memory were not recorded: the database was away for too long");
    lost = 0;
    while (waiting.length > 0) {
      const taken = waiting.slice(0, readsAtATime);
      await insertReads(db, taken);
      waiting = waiting.slice(taken.length);
    }
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.catch(() => {}).then(write);
    return writing;
  }

  function flushSoon(): void {
    timer ??= setTimeout(() => void flush().catch(flushSoon), flushDelayMs).unref();
  }

  return {
    note(read) {
      if (waiting.length < waitingMax) waiting.push(read);
      else lost++;
      flushSoon();
    },
    flush,
    close: () =>
      flush()
        .catch(() => {})
        .finally(() => clearTimeout(timer)),
  };
}
