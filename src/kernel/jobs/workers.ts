import { EventEmitter } from "node:events";
import { Logger, type Runner, run, type TaskList, type WorkerEvents } from "graphile-worker";
import type { Services } from "../../main/services-type.ts";
import { recoverJobs } from "./recover.ts";
import { type Task, tasks } from "./tasks.ts";

// Two pictures are made at a time, by threads of their own; a third job fetches or stores its own meanwhile.
const jobsAtOnce = 3;
// These hold no connection to the database while they wait.
const waitingAtOnce = 16;
// Only for retries whose time has come; new jobs are told of by NOTIFY.
const pollIntervalMs = 2_000;

export interface Workers {
  /** Takes no new jobs, and resolves when the running ones have ended. */
  stop(): Promise<void>;
}

/** Runs jobs in this process. Takes up what processes that died have left behind. */
export async function startWorkers(services: Services): Promise<Workers> {
  await recoverJobs(services);
  const all = Object.entries(tasks);
  const runners = await Promise.all([
    work(
      services,
      all.filter(([, { waits }]) => !waits),
      jobsAtOnce,
    ),
    work(
      services,
      all.filter(([, { waits }]) => waits),
      waitingAtOnce,
    ),
  ]);
  return {
    async stop() {
      await Promise.all(runners.map((runner) => runner.stop()));
    },
  };
}

function work(services: Services, entries: readonly [string, Task][], concurrency: number): Promise<Runner> {
  const logger = new Logger(() => (level, message, meta) => {
    if (level === "error") services.log.error({ err: meta?.error, job: meta?.job }, message);
    else if (level === "warning") services.log.warn(message);
    else services.log.debug(message);
  });
  const taskList: TaskList = Object.fromEntries(
    entries.map(([name, task]) => [name, (payload, { job }) => task.run(services, payload, job)]),
  );
  const crontab = entries
    .filter(([, task]) => task.crontab)
    .map(([name, task]) => `${task.crontab} ${name} ?fill=1h`)
    .join("\n");
  // Jobs are locked in the pool's name, which no option sets: by the process's own, others see whether it still lives.
  const events: WorkerEvents = new EventEmitter();
  events.on("pool:create", ({ workerPool }) => Object.assign(workerPool, { id: services.database.instance }));
  return run({
    pgPool: services.database.pool,
    concurrency,
    pollInterval: pollIntervalMs,
    noHandleSignals: true,
    events,
    logger,
    taskList,
    crontab,
  });
}
