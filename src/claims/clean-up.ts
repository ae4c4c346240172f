import { dayMs } from "../clock.ts";
import { removeOrganization } from "../organizations/remove.ts";
import type { Services } from "../services.ts";
import { claimLink, claimTokenHash, newClaimToken, reminderDays } from "./claim.ts";
import { reminderMail } from "./mails.ts";
import { addClaimToken, expiredOrganizations, takeReminders } from "./store.ts";

/** Mails those whose unclaimed organization ends in 7 days, or in 1; each of these once. */
export async function remindUnclaimed(services: Services): Promise<void> {
  const { database, clock, config, mailer } = services;
  const now = clock.now();
  // The nearer date first: who is told "1 day" need not also hear "7 days".
  for (const days of [...reminderDays].sort((a, b) => a - b)) {
    const until = new Date(now.getTime() + days * dayMs);
    for (const { organizationId, email, expiresAt } of await takeReminders(database, days, now, until)) {
      const token = newClaimToken();
      await addClaimToken(database, organizationId, claimTokenHash(token));
      await mailer.send(reminderMail(email, claimLink(config, token), days, expiresAt));
    }
  }
}

// A few at a time, so that the sweep's transactions stay short.
const expiredAtATime = 20;

/** Removes every unclaimed organization whose time is over, with libraries, keys, assets and files. */
export async function removeExpired(services: Services): Promise<void> {
  const { database, clock } = services;
  for (;;) {
    const expired = await expiredOrganizations(database, clock.now(), expiredAtATime);
    for (const organizationId of expired) await removeOrganization(database, organizationId);
    if (expired.length < expiredAtATime) return;
  }
}
