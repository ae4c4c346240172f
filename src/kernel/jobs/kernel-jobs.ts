import { hourly, type JobHandler, minutely, schedule } from "../job.ts";
import { sweepCalls } from "../once/once.ts";
import { dropRateWindows, longestWindowMs } from "../rate-limits.ts";
import type { KernelServices } from "../services.ts";
import { recoverJobs } from "./recover.ts";

/** The kernel's own jobs. */
export const kernelJobs: readonly JobHandler<KernelServices>[] = [
  schedule("recover_jobs", minutely, recoverJobs, { atStart: true }),
  schedule("drop_idempotent_calls", hourly(22), sweepCalls, { byAge: true }),
  schedule("drop_rate_windows", hourly(12), ({ database, clock }: KernelServices) =>
    dropRateWindows(database, new Date(clock.now().getTime() - longestWindowMs)),
  ),
];
