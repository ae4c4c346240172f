import sql from "sql-template-tag";
import type { Clock } from "../clock.ts";
import type { Queryable } from "./queryable.ts";

const lookEveryMs = 30_000;
// A slower answer is too imprecise to set the clock by.
const answerMaxMs = 1_000;

/**
 * The database's time, so that all processes agree on what has expired. Between readings it advances by this machine's
 * monotonic clock, so changes of the machine's time have no effect.
 */
export async function openDatabaseClock(db: Queryable): Promise<Clock & { close(): void }> {
  let known = { ms: Date.now(), at: performance.now() };

  async function look(maxMs: number): Promise<void> {
    const askedAt = performance.now();
    const { ms } = await db.one<{ ms: number }>(
      sql`select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`,
    );
    const at = performance.now();
    if (at - askedAt <= maxMs) known = { ms: ms + (at - askedAt) / 2, at };
  }

  await look(Number.POSITIVE_INFINITY);
  // While the database is away, the clock keeps running.
  const timer = setInterval(() => void look(answerMaxMs).catch(() => {}), lookEveryMs).unref();
  return {
    now: () => new Date(known.ms + performance.now() - known.at),
    elapsedMs: () => performance.now(),
    close: () => clearInterval(timer),
  };
}
