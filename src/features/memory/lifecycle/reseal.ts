import { addJobs } from "../../../kernel/job.ts";
import { type Reseal, resealRows } from "../../../kernel/reseal.ts";
import { rotationJob } from "../jobs.ts";
import { sealPlatformKey, type TenantKey } from "../sealing/platform-key.ts";
import * as store from "./store/succession.ts";

/**
 * Keeps the tenants' keys by sealing them with the new secret, so that everything can be read at once. Then gives tenants new
 * keys, and queues the jobs that move their users to them. A tenant with a key of its own keeps the server's part of it, since
 * the server cannot open what the tenant sealed.
 */
export const resealMemory: Reseal = async (tx, { from, to, at }) => {
  const kept = await resealRows(
    (after: TenantKey | undefined, limit) => store.tenantKeysAfter(tx, after, limit),
    (key) => key,
    (keys) =>
      store.keepTenantKeys(
        tx,
        keys.map((key) => ({ ...key, sealedKey: sealPlatformKey(from, to, key) })),
      ),
  );
  await store.addKeyVersions(tx, at);
  await resealRows(
    (after: string | undefined, limit) => store.usersOfFormerKeys(tx, after ?? "", limit),
    ({ userId }) => userId,
    (users) => addJobs(tx, rotationJob, users),
  );
  await store.dropUnusedKeys(tx);
  return kept;
};
