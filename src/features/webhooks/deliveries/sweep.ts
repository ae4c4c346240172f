import sql from "sql-template-tag";
import { dayMs } from "../../../platform/clock.ts";
import type { WebhookServices } from "../services.ts";

/** How long what became of a delivery can be read. */
export const keptDays = 30;

const deliveriesAtATime = 5_000;

/** Removes old deliveries from the log, with their attempts. One that is still on its way stays. */
export async function sweepDeliveries({ database, clock }: WebhookServices): Promise<void> {
  const before = new Date(clock.now().getTime() - keptDays * dayMs);
  for (;;) {
    const removed = await database.execute(
      sql`delete from webhook_deliveries where id in (
            select id from webhook_deliveries where created_at < ${before} and status <> 'pending' limit ${deliveriesAtATime})`,
    );
    if (removed < deliveriesAtATime) return;
  }
}
