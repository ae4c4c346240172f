import { hash } from "node:crypto";
import sql from "sql-template-tag";
import { fail } from "../../operation/failure.ts";
import type { Services } from "../../services.ts";
import type { Queryable } from "../../storage/queryable.ts";
import type { Tenant } from "../tenants/tenant.ts";

/** How long an answer is kept for whoever asks again. */
export const idempotencyHours = 24;

/**
 * Does `work` once for a key of the tenant's: whoever asks again with the same request gets the same answer, and the same key
 * with another request is a conflict. Requests that come at once wait for each other.
 */
export async function once<Answer extends object>(
  { database, clock }: Services,
  tenant: Tenant,
  key: string | undefined,
  request: object,
  work: () => Promise<Answer>,
): Promise<Answer> {
  if (key === undefined) return work();
  const keyHash = hash("sha256", key, "buffer");
  const requestHash = hash("sha256", JSON.stringify(request), "buffer");
  return database.transaction(async (tx) => {
    await tx.query(
      sql`select pg_advisory_xact_lock(hashtextextended(${`${tenant.id} ${keyHash.toString("hex")}`}, 0))`,
    );
    const since = new Date(clock.now().getTime() - idempotencyHours * 3_600_000);
    const before = await answered<Answer>(tx, tenant, keyHash, since);
    if (before) {
      if (!before.requestHash.equals(requestHash))
        throw fail.conflict("This Idempotency-Key was used for another request.");
      return before.answer;
    }
    const answer = await work();
    await tx.execute(
      sql`insert into idempotent_ingests (organization_id, key_hash, request_hash, answer, created_at)
          values (${tenant.organizationId}, ${keyHash}, ${requestHash}, ${JSON.stringify(answer)}::jsonb, ${clock.now()})
          on conflict (organization_id, key_hash) do update
            set request_hash = excluded.request_hash, answer = excluded.answer, created_at = excluded.created_at`,
    );
    return answer;
  });
}

function answered<Answer>(tx: Queryable, tenant: Tenant, keyHash: Buffer, since: Date) {
  return tx.maybe<{ requestHash: Buffer; answer: Answer }>(
    sql`select request_hash as "requestHash", answer from idempotent_ingests
        where organization_id = ${tenant.organizationId} and key_hash = ${keyHash} and created_at > ${since}`,
  );
}

export async function dropIdempotency(db: Queryable, before: Date): Promise<void> {
  await db.execute(sql`delete from idempotent_ingests where created_at < ${before}`);
}
