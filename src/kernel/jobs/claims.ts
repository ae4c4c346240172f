import type { Job } from "graphile-worker";
import type { Database } from "../../platform/database/database.ts";
import { lockedJobs, returnJobs } from "./store.ts";

/** The jobs that Postgres handed to this process. */
export interface Claims {
  /** Call it when a job starts. */
  started(job: Pick<Job, "id" | "attempts">): void;
  /** Gives back jobs that were handed out and never arrived. Returns how many. */
  returnLost(): Promise<number>;
}

// A job arrives within milliseconds of being locked, or never.
const arrivalMaxMs = 60_000;

/**
 * Postgres may lock a job for this process and vanish before it can say so. Nobody would run such a job: others see that
 * this process lives, and it knows nothing of the job.
 */
export function openClaims({ instance, ...database }: Database): Claims {
  const startedAt = new Map<string, number>();
  const keyOf = ({ id, attempts }: Pick<Job, "id" | "attempts">) => `${id} ${attempts}`;

  return {
    started: (job) => void startedAt.set(keyOf(job), performance.now()),
    async returnLost() {
      const lookedAt = performance.now();
      const locked = await lockedJobs(database, instance, arrivalMaxMs);
      const lost = locked.filter((job) => job.old && !startedAt.has(keyOf(job)));
      const held = new Set(locked.map(keyOf));
      for (const [key, at] of startedAt) {
        if (!held.has(key) && lookedAt - at > arrivalMaxMs) startedAt.delete(key);
      }
      if (lost.length > 0) {
        await returnJobs(
          database,
          instance,
          lost.map(({ id }) => id),
        );
      }
      return lost.length;
    },
  };
}
