import type { JobHelpers } from "graphile-worker";
import { z } from "zod";
import { sweepAccounts } from "../../features/identity/accounts/sweep.ts";
import { sweepAudit } from "../../features/identity/audit/sweep.ts";
import { remindUnclaimed, removeExpired, sendReminder } from "../../features/identity/claims/clean-up.ts";
import { removeOrganization } from "../../features/identity/organizations/remove.ts";
import { sweepUsage } from "../../features/identity/usage/sweep.ts";
import { ProcessAsset, processAsset } from "../../features/library/assets/process/process.ts";
import { purgeTrash } from "../../features/library/assets/trash/purge.ts";
import { deleteBlob } from "../../features/library/assets/upload/blob-files.ts";
import { sweepStaged } from "../../features/library/assets/upload/staging/sweep.ts";
import { learnLater, sweepUnlearned } from "../../features/memory/facts/learn-later.ts";
import { embedUser, sweepUnembedded } from "../../features/memory/recall/embed-later.ts";
import { enforceRetention, flushQuiet, flushUser } from "../../features/memory/retention.ts";
import { rotateUser } from "../../features/memory/rotation.ts";
import { deliver } from "../../features/webhooks/deliveries/deliver.ts";
import { sweepDeliveries } from "../../features/webhooks/deliveries/sweep.ts";
import type { Services } from "../../main/services-type.ts";
import { dropRateWindows, longestWindowMs } from "../rate-limits.ts";
import { recoverJobs } from "./recover.ts";

export interface Task {
  /** When it runs by itself; graphile-worker's crontab syntax, UTC. */
  crontab?: string;
  /** It waits for other people's servers: done beside the others, which it must not hold up. */
  waits?: true;
  run(services: Services, payload: unknown, job: JobHelpers["job"]): Promise<void>;
}

const LearnFacts = z.object({ interactionId: z.string(), organizationId: z.int() });
const OfUser = z.object({ organizationId: z.int(), userId: z.string() });
const FlushMemory = z.object({ userId: z.string() });
const RemoveOrganization = z.object({ organizationId: z.int() });
const SendReminder = z.object({ organizationId: z.int(), days: z.int() });
const DeliverWebhook = z.object({ deliveryId: z.string() });
const DeleteBlob = z.object({ blob: z.string() });

/** Everything that is done in the background, by the name that jobs carry. Each is safe to run again. */
export const tasks: Readonly<Record<string, Task>> = {
  process_asset: {
    run: (services, payload, job) =>
      processAsset(services, ProcessAsset.parse(payload), job.attempts >= job.max_attempts),
  },
  delete_blob: { run: (services, payload) => deleteBlob(services.blobs, DeleteBlob.parse(payload).blob) },
  flush_memory: { run: (services, payload) => flushUser(services, FlushMemory.parse(payload).userId) },
  deliver_webhook: {
    waits: true,
    run: (services, payload) => deliver(services, DeliverWebhook.parse(payload).deliveryId),
  },
  learn_facts: {
    waits: true,
    run: (services, payload, job) =>
      learnLater(services, LearnFacts.parse(payload), job.attempts >= job.max_attempts),
  },
  learn_left: { crontab: "* * * * *", run: sweepUnlearned },
  embed_user: { waits: true, run: (services, payload) => embedUser(services, OfUser.parse(payload)) },
  embed_left: { crontab: "* * * * *", run: sweepUnembedded },
  rotate_user: { run: (services, payload) => rotateUser(services, OfUser.parse(payload)) },
  flush_quiet: { crontab: "* * * * *", run: flushQuiet },
  enforce_retention: { crontab: "47 * * * *", run: enforceRetention },
  send_reminder: {
    waits: true,
    run: (services, payload) => {
      const { organizationId, days } = SendReminder.parse(payload);
      return sendReminder(services, organizationId, days);
    },
  },
  remove_organization: {
    run: ({ database }, payload) =>
      removeOrganization(database, RemoveOrganization.parse(payload).organizationId),
  },
  sweep_accounts: { crontab: "3 * * * *", run: sweepAccounts },
  sweep_audit: { crontab: "13 4 * * *", run: sweepAudit },
  sweep_usage: { crontab: "23 4 * * *", run: sweepUsage },
  recover_jobs: { crontab: "* * * * *", run: recoverJobs },
  drop_rate_windows: {
    crontab: "12 * * * *",
    run: ({ database, clock }) =>
      dropRateWindows(database, new Date(clock.now().getTime() - longestWindowMs)),
  },
  sweep_staged: { crontab: "17 * * * *", run: sweepStaged },
  sweep_deliveries: { crontab: "57 * * * *", run: sweepDeliveries },
  purge_trash: { crontab: "7 * * * *", run: purgeTrash },
  remove_expired: { crontab: "27 * * * *", run: removeExpired },
  remind_unclaimed: { crontab: "37 * * * *", run: remindUnclaimed },
};
