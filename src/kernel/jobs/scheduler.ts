import type { JobHandler } from "../job.ts";
import type { KernelServices } from "../services.ts";
import { hurryPutOffJobs, lookAtClock, queueDue } from "./store.ts";

const tickMs = 10_000;

export interface Scheduler {
  /** How long ago it last looked, with success. */
  quietMs(): number;
  stop(): Promise<void>;
}

/** Queues periodic jobs when they are due, by the database's clock. Every process does; each job is queued once. */
export function startScheduler<Services extends KernelServices>(
  services: Services,
  handlers: readonly JobHandler<Services>[],
): Scheduler {
  let ticking = Promise.resolve();
  let tickedAt = performance.now();
  const next = () => {
    ticking = ticking
      .then(() => tick(services, handlers))
      .then(() => {
        tickedAt = performance.now();
      })
      .catch((error) => services.log.warn(`Periodic jobs could not be queued: ${error.message}`));
  };
  next();
  const timer = setInterval(next, tickMs).unref();
  return {
    quietMs: () => performance.now() - tickedAt,
    stop() {
      clearInterval(timer);
      return ticking;
    },
  };
}

/** One look at the clock and at what is due. */
export async function tick<Services extends KernelServices>(
  { database, log }: Services,
  handlers: readonly JobHandler<Services>[],
): Promise<void> {
  const { jumpedSeconds, heldUntil } = await lookAtClock(database);
  if (jumpedSeconds !== null) {
    log.warn(
      `The database's clock moved by ${Math.round(jumpedSeconds / 3600)} hours since it was last looked at. ` +
        `Nothing is erased by age until ${heldUntil?.toISOString()}: check the clock if the server was not off meanwhile.`,
    );
    if (jumpedSeconds < 0) await hurryPutOffJobs(database);
  }
  const runnable = handlers.filter(({ byAge }) => !(byAge && heldUntil));
  await queueDue(
    database,
    runnable.flatMap(({ name, period }) => (period ? [{ name, ...period }] : [])),
  );
}
