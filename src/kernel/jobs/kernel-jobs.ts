import { type JobHandler, schedule } from "../job.ts";
import { dropRateWindows, longestWindowMs } from "../rate-limits.ts";
import type { KernelServices } from "../services.ts";
import { recoverJobs } from "./recover.ts";

/** Jobs of no feature. */
export const kernelJobs: readonly JobHandler<KernelServices>[] = [
  schedule("recover_jobs", "* * * * *", recoverJobs, { atStart: true }),
  schedule("drop_rate_windows", "12 * * * *", ({ database, clock }: KernelServices) =>
    dropRateWindows(database, new Date(clock.now().getTime() - longestWindowMs)),
  ),
];
