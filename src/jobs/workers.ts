import { Logger, type Runner, run, type TaskList } from "graphile-worker";
import type { Services } from "../services.ts";
import { recoverJobs } from "./recover.ts";
import { tasks } from "./tasks.ts";
import { workerIdOf } from "./worker-id.ts";

// Pictures are made by threads of their own, so two jobs at a time keep two cores busy.
const jobsAtOnce = 2;
// Only for retries whose time has come; new jobs are told of by NOTIFY.
const pollIntervalMs = 2_000;

export interface Workers {
  /** Takes no new jobs, and resolves when the running ones have ended. */
  stop(): Promise<void>;
}

/** Runs jobs in this process. Takes up what processes that died have left behind. */
export async function startWorkers(services: Services): Promise<Workers> {
  await recoverJobs(services);
  const logger = new Logger(() => (level, message, meta) => {
    if (level === "error") services.log.error({ err: meta?.error, job: meta?.job }, message);
    else if (level === "warning") services.log.warn(message);
    else services.log.debug(message);
  });
  const taskList: TaskList = Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [
      name,
      (payload, { job }) => task.run(services, payload, job),
    ]),
  );
  const crontab = Object.entries(tasks)
    .filter(([, task]) => task.crontab)
    .map(([name, task]) => `${task.crontab} ${name} ?fill=1h`)
    .join("\n");
  // A runner per job slot: its worker's name tells which process it belongs to, and only a single worker can be named.
  const runners = await Promise.all(
    Array.from({ length: jobsAtOnce }, (_, slot): Promise<Runner> => {
      const options = {
        pgPool: services.database.pool,
        concurrency: 1,
        workerId: workerIdOf(services.database.instance, slot),
        pollInterval: pollIntervalMs,
        noHandleSignals: true,
        logger,
        taskList,
        crontab: slot === 0 ? crontab : "",
      };
      return run(options);
    }),
  );
  return {
    stop: async () => {
      await Promise.all(runners.map((runner) => runner.stop()));
    },
  };
}
