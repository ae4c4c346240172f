import type { JobHelpers } from "graphile-worker";
import { z } from "zod";
import { processAsset } from "../assets/process.ts";
import { purgeTrash } from "../assets/purge.ts";
import { remindUnclaimed, removeExpired, sendReminder } from "../claims/clean-up.ts";
import { enforceRetention, flushQuiet, flushUser } from "../memory/retention.ts";
import type { Services } from "../services.ts";
import { deleteBlob } from "../upload/blob-files.ts";
import { sweepStaged } from "../upload/sweep.ts";
import { recoverJobs } from "./recover.ts";

interface Task {
  /** When it runs by itself; graphile-worker's crontab syntax, UTC. */
  crontab?: string;
  run(services: Services, payload: unknown, job: JobHelpers["job"]): Promise<void>;
}

const ProcessAsset = z.object({ assetId: z.string() });
const FlushMemory = z.object({ userId: z.string() });
const SendReminder = z.object({ organizationId: z.int(), days: z.int() });
const DeleteBlob = z.object({ blob: z.string() });

/** Everything that is done in the background, by the name that jobs carry. Each is safe to run again. */
export const tasks: Readonly<Record<string, Task>> = {
  process_asset: {
    run: (services, payload, job) =>
      processAsset(services, ProcessAsset.parse(payload).assetId, job.attempts >= job.max_attempts),
  },
  delete_blob: { run: (services, payload) => deleteBlob(services.blobs, DeleteBlob.parse(payload).blob) },
  flush_memory: { run: (services, payload) => flushUser(services, FlushMemory.parse(payload).userId) },
  flush_quiet: { crontab: "* * * * *", run: flushQuiet },
  enforce_retention: { crontab: "47 * * * *", run: enforceRetention },
  send_reminder: {
    run: (services, payload) => {
      const { organizationId, days } = SendReminder.parse(payload);
      return sendReminder(services, organizationId, days);
    },
  },
  recover_jobs: { crontab: "* * * * *", run: recoverJobs },
  sweep_staged: { crontab: "17 * * * *", run: sweepStaged },
  purge_trash: { crontab: "7 * * * *", run: purgeTrash },
  remove_expired: { crontab: "27 * * * *", run: removeExpired },
  remind_unclaimed: { crontab: "37 * * * *", run: remindUnclaimed },
};
