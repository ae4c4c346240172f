import sql from "sql-template-tag";
import type { Clock } from "../platform/clock.ts";
import type { Queryable } from "../platform/database/queryable.ts";
import { networkOf } from "./address.ts";
import { actorOf, type Caller } from "./caller.ts";
import { fail } from "./failure.ts";

/** A limit after a call counted against it, for callers. */
export interface SpentLimit {
  name: "calls" | "tenant";
  max: number;
  windowSeconds: number;
  left: number;
  resetSeconds: number;
}

export interface RateLimits {
  /** Counts a call; throws `RATE_LIMITED` above the setting. A setting of 0 means no limit. `note` hears before that. */
  spend(caller: Caller, note?: (limit: SpentLimit) => void): Promise<void>;
  /** Counts one use of a named bucket; throws `RATE_LIMITED` above `max` in the window. */
  spendFrom(bucket: string, max: number, windowSeconds: number, shown?: ShownLimit): Promise<void>;
}

/** How callers hear of a limit. Limits against abuse are not shown. */
interface ShownLimit {
  name: SpentLimit["name"];
  note: ((limit: SpentLimit) => void) | undefined;
}

const callWindowSeconds = 60;

/** The longest window. Windows that began before that have ended. */
export const longestWindowMs = 86_400_000;

/** Fixed windows, counted in Postgres so that all processes share them. */
export function rateLimits(db: Queryable, clock: Clock, callsPerMinute: number): RateLimits {
  async function spendFrom(
    bucket: string,
    max: number,
    windowSeconds: number,
    shown?: ShownLimit,
  ): Promise<void> {
    const now = clock.now().getTime();
    const windowMs = windowSeconds * 1000;
    const start = now - (now % windowMs);
    const { used } = await db.one<{ used: number }>(
      sql`insert into rate_windows as w values (${bucket}, ${new Date(start)}, 1)
          on conflict (bucket) do update set
            used = case when w.window_start = excluded.window_start then w.used + 1 else 1 end,
            window_start = excluded.window_start
          returning used`,
    );
    const resetSeconds = Math.ceil((start + windowMs - now) / 1000);
    shown?.note?.({ name: shown.name, max, windowSeconds, left: Math.max(0, max - used), resetSeconds });
    if (used > max) throw fail.rateLimited(resetSeconds);
  }

  return {
    spendFrom,
    async spend(caller, note) {
      if (callsPerMinute === 0 || caller.kind === "operator") return;
      const { kind, id } = actorOf(caller);
      const bucket = id === null ? `address ${networkOf(caller.address)}` : `${kind} ${id}`;
      await spendFrom(bucket, callsPerMinute, callWindowSeconds, { name: "calls", note });
    },
  };
}

/** Deletes windows that ended before a time. */
export async function dropRateWindows(db: Queryable, before: Date): Promise<void> {
  await db.execute(sql`delete from rate_windows where window_start < ${before}`);
}
