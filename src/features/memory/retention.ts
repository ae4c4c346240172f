import sql from "sql-template-tag";
import { dayMs } from "../../platform/clock.ts";
import { eraseInteractions } from "./interactions/erase.ts";
import { flushBuffer } from "./interactions/flush.ts";
import { dropIdempotency, idempotencyHours } from "./interactions/idempotency.ts";
import type { MemoryServices } from "./services.ts";
import { eraseDeletedTenants } from "./tenants/erase-tenant.ts";

// After so long without another exchange, a buffer is moved into the index.
const quietMs = 10 * 60_000;

// Each user in a transaction of its own, so that nobody waits for long.
const usersAtATime = 200;

/** Erases what is older than its tenant keeps, with the facts that rest on it. */
export async function enforceRetention({ database, clock }: MemoryServices): Promise<void> {
  const now = clock.now();
  for (;;) {
    const due = await database.query<{ userId: string; days: number }>(
      sql`select distinct i.user_id as "userId", r.days from tenants t
          cross join lateral (select coalesce((t.settings->>'retention_days')::int, 30) as days) r
          join interactions i on i.organization_id = t.organization_id and i.said_at < ${now}::timestamptz - r.days * interval '24 hours'
          where r.days > 0 limit ${usersAtATime}`,
    );
    for (const { userId, days } of due) {
      const saidBefore = new Date(now.getTime() - days * dayMs);
      await database.transaction(async (tx) => {
        await tx.execute(sql`select 1 from memory_users where id = ${userId} for update`);
        await eraseInteractions(tx, userId, { saidBefore });
      });
    }
    if (due.length < usersAtATime) break;
  }
  await eraseDeletedTenants(database);
  await dropIdempotency(database, new Date(now.getTime() - idempotencyHours * 3_600_000));
}

/** Moves a user's buffer into the index. */
export async function flushUser({ database, clock }: MemoryServices, userId: string): Promise<void> {
  await database.transaction(async (tx) => {
    const user = await tx.maybe<{ organizationId: number }>(
      sql`select organization_id as "organizationId" from memory_users where id = ${userId} for update`,
    );
    if (user) await flushBuffer(tx, user.organizationId, userId, clock.now());
  });
}

/** Does so for every user who has said nothing for ten minutes. */
export async function flushQuiet(services: MemoryServices): Promise<void> {
  const before = new Date(services.clock.now().getTime() - quietMs);
  const quiet = await services.database.query<{ userId: string }>(
    sql`select user_id as "userId" from interactions where buffered group by user_id having max(ingested_at) < ${before}`,
  );
  for (const { userId } of quiet) await flushUser(services, userId);
}
