import { resealClients } from "../../features/identity/apps/reseal.ts";
import { resealTokens } from "../../features/identity/keys/reseal.ts";
import { resealLinks } from "../../features/library/delivery/signing/reseal.ts";
import { resealMemory } from "../../features/memory/lifecycle/reseal.ts";
import { resealWebhooks } from "../../features/webhooks/endpoints/reseal.ts";
import { resealAnswers } from "../../kernel/once/reseal.ts";
import type { Reseal } from "../../kernel/reseal.ts";
import { otherProcesses } from "../../platform/backup/store.ts";
import type { Database } from "../../platform/database/database.ts";
import { startupError } from "../../platform/database/startup-error.ts";
import {
  lockSecretFingerprint,
  longTransaction,
  replaceSecretFingerprint,
} from "../../platform/database/store.ts";
import type { Secret } from "../../platform/secret.ts";

export interface Rotated {
  tokens: number;
  appSecrets: number;
  webhookSecrets: number;
  answers: number;
  tenantKeys: number;
}

/**
 * Makes another secret the server's, in one transaction: whatever was sealed can be read with the new one afterwards, or nothing
 * has changed. Memory is read with earlier keys, sealed with the new secret, until jobs have given every user new ones. Throws a
 * startup error if a server is running or the first secret is not the database's. Does nothing if it was done before.
 */
export function rotateSecret(
  database: Database,
  { from, to, at, linkDays }: { from: Secret; to: Secret; at: Date; linkDays: number },
): Promise<Rotated | "done before"> {
  return longTransaction(database)(async (tx) => {
    const kept = await lockSecretFingerprint(tx);
    if (kept?.equals(to.fingerprint)) return "done before";
    if (!kept?.equals(from.fingerprint))
      throw startupError(
        "The present secret is not the one of this database. Run this with the settings of the server.",
      );
    // Those that start now wait for the lock, and then find that their secret is not the database's any more.
    if ((await otherProcesses(tx, database.instance)) > 0)
      throw startupError(
        "Rookery is running on this database. Stop every process, rotate the secret, and start them again.",
      );
    const reseal = (part: Reseal) => part(tx, { from, to, at });
    const rotated = {
      tokens: await reseal(resealTokens),
      appSecrets: await reseal(resealClients),
      webhookSecrets: await reseal(resealWebhooks),
      answers: await reseal(resealAnswers),
      tenantKeys: await reseal(resealMemory),
    };
    await reseal(resealLinks(linkDays));
    await replaceSecretFingerprint(tx, to.fingerprint);
    return rotated;
  });
}
