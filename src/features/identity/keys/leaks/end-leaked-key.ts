import { Failure } from "../../../../kernel/failure.ts";
import type { Queryable } from "../../../../platform/database/queryable.ts";
import type { IdentityServices } from "../../services.ts";
import { deleteKey } from "../store.ts";
import { isWellFormed, tokenHash } from "../token.ts";
import { leakMail } from "./mail.ts";
import { dropPreviousSecret, type EndedLeak, flagSecret, lockLeakedKey, ownersMailed } from "./store.ts";

const daySeconds = 86_400;

/** Ends a key whose secret is public, as `LEAKED_KEYS` says. Undefined if no key has this secret. */
export async function endLeakedKey(
  tx: Queryable,
  { config: { leakedKeys }, clock }: Pick<IdentityServices, "config" | "clock">,
  token: string,
  url: string | undefined,
): Promise<EndedLeak | undefined> {
  if (!isWellFormed(token)) return undefined;
  const sha256 = tokenHash(token);
  const key = await lockLeakedKey(tx, sha256);
  if (!key) return undefined;
  const revoked = leakedKeys === "revoke";
  if (revoked && key.isPrevious) await dropPreviousSecret(tx, key.keyId);
  else if (revoked) await deleteKey(tx, key.organizationId, key.keyId);
  else await flagSecret(tx, key.keyId, sha256, clock.now());
  return { key, revoked, url };
}

/** What the audit log keeps of it. */
export const leakDetails = ({ key, revoked, url }: EndedLeak, source: string | undefined): object => ({
  keyId: key.keyId,
  name: key.name,
  revoked,
  ...(url && { url }),
  ...(source && { source }),
});

/** Tells the owners. Of a key that goes on working they hear once a day, however often it is found. */
export async function mailOwners(
  { database, mailer, config, rateLimits }: IdentityServices,
  leak: EndedLeak,
): Promise<void> {
  try {
    await rateLimits.spendFrom(`leak of ${leak.key.keyId}`, 1, daySeconds);
  } catch (error) {
    if (error instanceof Failure && error.code === "RATE_LIMITED") return;
    throw error;
  }
  for (const owner of await ownersMailed(database, leak.key.organizationId)) {
    await mailer.send(leakMail(owner, config.publicUrl, leak));
  }
}
