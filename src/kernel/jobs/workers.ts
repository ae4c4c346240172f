import { EventEmitter } from "node:events";
import { Logger, type Runner, run, type TaskList, type WorkerEvents } from "graphile-worker";
import type pg from "pg";
import { patientPool } from "../../platform/database/patient-pool.ts";
import type { JobHandler } from "../job.ts";
import type { KernelServices } from "../services.ts";
import { type Claims, openClaims } from "./claims.ts";
import { nudgeWorkers } from "./nudges.ts";
import { startScheduler } from "./scheduler.ts";

// Two jobs keep the two image threads busy, while a third reads or writes its files.
const jobsAtOnce = 3;
// In each pool of waiting jobs, which hold no database connection.
const waitingAtOnce = 32;
// The pool looks for jobs by `nudgeWorkers`. This poll, by each worker, is for the case that it misses one.
const pollIntervalMs = 60_000;
const returnLostEveryMs = 60_000;

export interface Workers {
  /** How long ago periodic jobs were last looked after. */
  quietMs(): number;
  /** Runs jobs that were handed to this process while Postgres vanished. Happens every minute. */
  returnLostJobs(): Promise<void>;
  /** Takes no new jobs, and resolves when the running ones have ended. */
  stop(): Promise<void>;
}

/** Runs jobs in this process. Starts with those that run at each start. */
export async function startWorkers<Services extends KernelServices>(
  services: Services,
  handlers: readonly JobHandler<Services>[],
): Promise<Workers> {
  for (const { atStart, run } of handlers) if (atStart) await run(services, {}, { isLast: false });
  const ended = new AbortController();
  const pool = patientPool(services.database.sessions, ended.signal);
  const claims = openClaims(services.database);
  const pools = [...Map.groupBy(handlers, (handler) => handler.pool)];
  const runners = await Promise.all(
    pools.map(([name, ofPool]) => work(services, pool, claims, ofPool, name ? waitingAtOnce : jobsAtOnce)),
  );
  const scheduler = startScheduler(services, handlers);
  const returnLostJobs = async () => {
    const lost = await claims.returnLost();
    if (lost > 0) services.log.warn(`${lost} jobs got lost on their way from the database. They run again.`);
  };
  const returning = setInterval(
    () =>
      returnLostJobs().catch((error) => services.log.warn(`Lost jobs were not looked for: ${error.message}`)),
    returnLostEveryMs,
  ).unref();
  return {
    returnLostJobs,
    quietMs: scheduler.quietMs,
    async stop() {
      clearInterval(returning);
      await scheduler.stop();
      await Promise.all(runners.map((runner) => runner.stop()));
      ended.abort();
    },
  };
}

function work<Services extends KernelServices>(
  services: Services,
  pgPool: pg.Pool,
  claims: Claims,
  handlers: readonly JobHandler<Services>[],
  concurrency: number,
): Promise<Runner> {
  const logger = new Logger(() => (level, message, meta) => {
    if (level === "error") services.log.error({ err: meta?.error, job: meta?.job }, message);
    // Waiting jobs hold no connection, so a pool may be smaller than their number.
    else if (level === "warning" && !message.includes("maxPoolSize")) services.log.warn(message);
    else services.log.debug(message);
  });
  const taskList: TaskList = Object.fromEntries(
    handlers.map((handler) => [
      handler.name,
      (payload, { job }) =>
        services.tracing.run({ name: handler.name, kind: "job" }, () =>
          handler.run(services, payload, { isLast: job.attempts >= job.max_attempts }),
        ),
    ]),
  );
  // Jobs are locked in the pool's name, which has no option. The process's name lets others see whether it is alive.
  const events: WorkerEvents = new EventEmitter();
  events.on("pool:create", ({ workerPool }) => Object.assign(workerPool, { id: services.database.instance }));
  events.on("job:start", ({ job }) => claims.started(job));
  nudgeWorkers(events);
  return run({
    pgPool,
    concurrency,
    pollInterval: pollIntervalMs,
    noHandleSignals: true,
    events,
    logger,
    taskList,
  });
}
