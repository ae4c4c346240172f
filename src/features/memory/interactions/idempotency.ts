import { createHmac } from "node:crypto";
import sql from "sql-template-tag";
import { fail } from "../../../kernel/failure.ts";
import { violates } from "../../../platform/database/postgres-error.ts";
import type { Queryable } from "../../../platform/database/queryable.ts";
import type { MemoryServices } from "../services.ts";
import type { Tenant } from "../tenants/tenant.ts";
import type { Ingested } from "./ingest.ts";
import type { Once } from "./store.ts";

/** How long an answer is kept for whoever asks again. */
export const idempotencyHours = 24;

/**
 * Does `work` once for an Idempotency-Key of the tenant's: whoever asks again with the same request gets the same answer, and
 * the same key with another request is a conflict. `work` stores what it is handed in the statement that stores the exchange:
 * of requests that come at once one is stored, and a crash leaves both or neither.
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
  const before = await answered(database, tenant, once, since);
  if (before) return before;
  try {
    return await work(once);
  } catch (error) {
    const first = violates(error, "idempotent_ingests_pkey")
      ? await answered(database, tenant, once, since)
      : undefined;
    if (first) return first;
    throw error;
  }
}

/** What a request with this key was answered since then. An older answer counts no more, and goes. */
async function answered(
  db: Queryable,
  { organizationId }: Tenant,
  { keyHash, requestHash }: Once,
  since: Date,
): Promise<Ingested | undefined> {
  const row = await db.maybe<{
    requestHash: Buffer;
    interactionId: string | null;
    bufferSize: number;
    at: Date;
  }>(
    sql`select request_hash as "requestHash", interaction_id as "interactionId", buffer_size as "bufferSize", created_at as at
        from idempotent_ingests where organization_id = ${organizationId} and key_hash = ${keyHash}`,
  );
  if (!row) return undefined;
  if (row.at <= since) {
    await db.execute(
      sql`delete from idempotent_ingests
          where organization_id = ${organizationId} and key_hash = ${keyHash} and created_at <= ${since}`,
    );
    return undefined;
  }
  if (!row.requestHash.equals(requestHash))
    throw fail.conflict(
      "This Idempotency-Key was used for another request. Send a new key with a new request.",
    );
  if (row.interactionId === null)
    throw fail.conflict("This exchange was stored, and forgotten since. To store it again, send a new key.");
  return { interactionId: row.interactionId, bufferSize: row.bufferSize };
}

export async function dropIdempotency(db: Queryable, before: Date): Promise<void> {
  await db.execute(sql`delete from idempotent_ingests where created_at < ${before}`);
}
