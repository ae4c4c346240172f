import type { WorkerEvents, WorkerPool } from "graphile-worker";

/** How often each pool looks for jobs whose time has come, such as retries. NOTIFY announces new jobs. */
const lookEveryMs = 2_000;
// A look takes about a millisecond. Random, so that processes which collided don't collide again.
const lookAgainMs = { min: 20, max: 60 };

/**
 * Makes a pool of workers look for jobs at the right times. While graphile-worker looks for a job, it locks every free queue, and
 * another process that looks in the same moment finds none. Its workers would wait for their next poll, so the pool looks again
 * shortly after each new job and each completed one. One look every two seconds serves the whole pool, where graphile-worker
 * would have each worker poll.
 */
export function nudgeWorkers(events: WorkerEvents): void {
  let workers: WorkerPool | undefined;
  let again: NodeJS.Timeout | undefined;
  const look = () => workers?.nudge(1);
  const lookAgain = () => {
    again ??= setTimeout(
      () => {
        again = undefined;
        look();
      },
      lookAgainMs.min + Math.random() * (lookAgainMs.max - lookAgainMs.min),
    ).unref();
  };
  events.on("pool:create", ({ workerPool }) => {
    workers = workerPool;
  });
  events.on("pool:listen:notification", lookAgain);
  events.on("job:complete", lookAgain);
  // Where one job was due, there may be more: the next worker looks at once.
  events.on("job:start", look);
  const polling = setInterval(look, lookEveryMs).unref();
  const stop = () => {
    clearInterval(polling);
    clearTimeout(again);
    workers = undefined;
  };
  events.once("pool:gracefulShutdown", stop);
  events.once("pool:release", stop);
}
