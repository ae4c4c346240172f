import sql from "sql-template-tag";
import type { Database } from "./database.ts";
import { isUnavailable } from "./unavailable.ts";

export interface Notices {
  /** Notifies of what is noted. Happens after commits, and every two seconds. */
  send(): Promise<void>;
  /** Sends a last time. */
  close(): Promise<void>;
}

// How often a process that writes all the time notifies: at most fifty times a second, whatever it writes.
const betweenMs = 20;
// How much longer than a look the pause after it is.
const shareOfTime = 9;
/** How long it takes until others notify of what a process wrote that died after its commit. */
export const lookEveryMs = 2_000;
// What `send_notices` takes at once.
const atOnceMax = 1_000;

/**
 * Notifies, after commits, of what triggers noted in the table `notices`. PostgreSQL commits transactions that NOTIFY one after the
 * other, so those that many callers make write a note instead. A note of a process that died is sent by another one.
 */
export function openNotices(
  database: Pick<Database, "one" | "onWrite">,
  log: { warn(message: string): void },
): Notices {
  let timer: NodeJS.Timeout | undefined;
  let sending = Promise.resolve();
  let next: Promise<void> | undefined;
  let pauseMs = betweenMs;
  let sentAt = Number.NEGATIVE_INFINITY;
  let isClosed = false;

  function sendSoon() {
    if (isClosed) return;
    timer ??= setTimeout(send, Math.max(0, sentAt + pauseMs - performance.now())).unref();
  }

  function send(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    next ??= sending.then(() => {
      next = undefined;
      return sendAll();
    });
    sending = next;
    return sending;
  }

  async function sendAll() {
    const began = performance.now();
    try {
      for (let taken = atOnceMax; taken === atOnceMax; ) {
        ({ taken } = await database.one<{ taken: number }>(sql`select send_notices() as taken`));
      }
    } catch (error) {
      // What is noted stays, and the next look sends it.
      if (!isUnavailable(error)) log.warn(`Changes were not notified of yet: ${(error as Error).message}`);
    }
    sentAt = performance.now();
    // A backup that runs for hours keeps dead notes, and each look passes over them.
    pauseMs = Math.min(lookEveryMs, Math.max(betweenMs, shareOfTime * (sentAt - began)));
  }

  const stopHearing = database.onWrite(sendSoon);
  const looking = setInterval(send, lookEveryMs).unref();
  return {
    send,
    async close() {
      isClosed = true;
      stopHearing();
      clearInterval(looking);
      await send();
    },
  };
}
