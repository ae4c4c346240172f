import { dayMs } from "../../../platform/clock.ts";
import { idempotencyHours } from "../ingest/idempotency.ts";
import { dropIdempotencyKeys } from "../ingest/store.ts";
import type { MemoryServices } from "../services.ts";
import { lockUserById } from "../users/store.ts";
import { eraseInteractions } from "./erase-interactions.ts";
import { eraseDeletedTenants } from "./erase-tenant.ts";
import { usersPastRetention } from "./store/erase.ts";

const usersAtATime = 200;

/**
 * Erases exchanges that are older than their tenant's `retention_days`, with their facts. One transaction per user, so that
 * locks stay short.
 */
export async function enforceRetention({ database, clock, memoryChanges }: MemoryServices): Promise<void> {
  const now = clock.now();
  for (;;) {
    const due = await usersPastRetention(database, now, usersAtATime);
    for (const { organizationId, userId, days } of due) {
      const saidBefore = new Date(now.getTime() - days * dayMs);
      await database.transaction(async (tx) => {
        await lockUserById(tx, userId);
        await eraseInteractions(tx, userId, { saidBefore });
      });
      memoryChanges.changed(organizationId, [userId]);
    }
    if (due.length < usersAtATime) break;
  }
  await eraseDeletedTenants(database);
  await dropIdempotencyKeys(database, new Date(now.getTime() - idempotencyHours * 3_600_000));
}
