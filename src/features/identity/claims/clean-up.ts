import { addJobs } from "../../../kernel/job.ts";
import { dayMs } from "../../../platform/clock.ts";
import { reminderJob } from "../jobs.ts";
import { removeOrganization } from "../organizations/remove.ts";
import type { IdentityServices } from "../services.ts";
import { claimLink, claimTokenHash, newClaimToken, reminderDays } from "./claim.ts";
import { reminderMail } from "./mails.ts";
import {
  addClaimToken,
  dropClaimToken,
  endExpired,
  expiredOrganizations,
  takeReminders,
  unclaimed,
} from "./store.ts";

/** Queues the reminders that an unclaimed organization ends in 7 days and in 1 day, each once. */
export async function remindUnclaimed({ database, clock, config }: IdentityServices): Promise<void> {
  const now = clock.now();
  // The nearer date first, so that a "1 day" reminder is not followed by "7 days".
  for (const days of [...reminderDays].filter((days) => days < config.claimDays).sort((a, b) => a - b)) {
    const until = new Date(now.getTime() + days * dayMs);
    await database.transaction(async (tx) => {
      const organizations = await takeReminders(tx, days, now, until);
      await addJobs(
        tx,
        reminderJob,
        organizations.map((organizationId) => ({ organizationId, days })),
      );
    });
  }
}

/** Mails one reminder with its own link. Throws when the mail server refuses it, so that the job is retried. */
export async function sendReminder(
  services: IdentityServices,
  { organizationId, days }: { organizationId: number; days: number },
): Promise<void> {
  const { database, clock, config, mailer } = services;
  const waiting = await unclaimed(database, organizationId, clock.now());
  if (!waiting) return;
  const token = newClaimToken();
  await addClaimToken(database, organizationId, claimTokenHash(token));
  const daysLeft = Math.min(days, Math.ceil((waiting.expiresAt.getTime() - clock.now().getTime()) / dayMs));
  if (
    (await mailer.send(
      reminderMail(waiting.email, { ...waiting, claimUrl: claimLink(config, token), daysLeft }),
    )) !== "failed"
  )
    return;
  await dropClaimToken(database, claimTokenHash(token));
  throw new Error("The mail server refused a reminder");
}

// Keeps the sweep's transactions short.
const expiredAtATime = 20;

/** Removes every expired unclaimed organization, with its libraries, keys, assets and files. */
export async function removeExpired(services: IdentityServices): Promise<void> {
  const { database, clock } = services;
  for (;;) {
    const expired = await expiredOrganizations(database, clock.now(), expiredAtATime);
    for (const organizationId of expired) {
      if (await endExpired(database, organizationId, clock.now())) {
        await removeOrganization(services, { organizationId });
      }
    }
    if (expired.length < expiredAtATime) return;
  }
}
