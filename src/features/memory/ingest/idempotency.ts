import { createHmac } from "node:crypto";
import { fail } from "../../../kernel/failure.ts";
import { violates } from "../../../platform/database/postgres-error.ts";
import type { Queryable } from "../../../platform/database/queryable.ts";
import type { MemoryServices } from "../services.ts";
import type { Tenant } from "../tenants/tenant.ts";
import type { Ingested } from "./ingest.ts";
import { dropIdempotencyKey, idempotentIngest, type Once } from "./store.ts";

/** How long a repeated request gets the first answer. */
export const idempotencyHours = 24;

/**
 * Runs `work` once for an Idempotency-Key of a tenant. The same request again gets the same answer; another request with
 * the same key fails with `CONFLICT`. `work` must store the `Once` in the statement that stores the exchange: then one of
 * several simultaneous requests is stored, and a crash leaves both rows or neither.
 */
export async function onceFor(
  { database, clock, secret }: MemoryServices,
  tenant: Tenant,
  key: string | undefined,
  request: object,
  work: (once?: Once) => Promise<Ingested>,
): Promise<Ingested> {
  if (key === undefined) return work();
  const hashKey = secret.derive(Buffer.from(tenant.id), "rookery idempotency");
  const hashed = (text: string) => createHmac("sha256", hashKey).update(text).digest();
  const once = { keyHash: hashed(`key ${key}`), requestHash: hashed(`request ${JSON.stringify(request)}`) };
  const since = new Date(clock.now().getTime() - idempotencyHours * 3_600_000);
  const earlier = await earlierAnswer(database, tenant, once, since);
  if (earlier) return earlier;
  try {
    return await work(once);
  } catch (error) {
    const first = violates(error, "idempotent_ingests_pkey")
      ? await earlierAnswer(database, tenant, once, since)
      : undefined;
    if (first) return first;
    throw error;
  }
}

/** The answer to an earlier request with this key. An answer from before `since` is deleted and does not count. */
async function earlierAnswer(
  db: Queryable,
  { organizationId }: Tenant,
  { keyHash, requestHash }: Once,
  since: Date,
): Promise<Ingested | undefined> {
  const row = await idempotentIngest(db, organizationId, keyHash);
  if (!row) return undefined;
  if (row.at <= since) {
    await dropIdempotencyKey(db, organizationId, keyHash, since);
    return undefined;
  }
  if (!row.requestHash.equals(requestHash))
    throw fail.conflict(
      "This Idempotency-Key was used for another request. Send a new key with a new request.",
    );
  if (row.interactionId === null)
    throw fail.conflict("This exchange was stored and later forgotten. To store it again, send a new key.");
  return { interactionId: row.interactionId, bufferSize: row.bufferSize };
}
