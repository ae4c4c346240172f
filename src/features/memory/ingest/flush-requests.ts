import type { Queryable } from "../../../platform/database/queryable.ts";
import { flushJob } from "../jobs.ts";
import { queueFlush } from "./store.ts";

/**
 * Queues flushes: for each user at once, and then at most once in the time that the job waits before it runs. A busy user fills
 * hundreds of batches in that time, and one flush takes them all. If a job cannot be queued, the sweep for quiet users flushes.
 */
export function flushRequests(database: Queryable): (userId: string) => void {
  /** Users whose flush was queued a moment ago, and whether another batch was filled since. */
  const recent = new Map<string, { again: boolean }>();

  return function ask(userId) {
    const queued = recent.get(userId);
    if (queued) {
      queued.again = true;
      return;
    }
    const now = { again: false };
    recent.set(userId, now);
    void queueFlush(database, userId).catch(() => {});
    setTimeout(() => {
      recent.delete(userId);
      if (now.again) ask(userId);
    }, flushJob.delayMs).unref();
  };
}
