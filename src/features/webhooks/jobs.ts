import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import { addJobSql, defineJob, keySql } from "../../kernel/job.ts";

/** Makes the next attempt of a delivery. */
export const deliveryJob = defineJob({
  name: "deliver_webhook",
  payload: z.object({ deliveryId: z.string() }),
  key: { prefix: "webhook", field: "deliveryId" },
});

/**
 * SQL that queues the next attempt of a delivery, `d`, after so many milliseconds. It replaces one that is queued.
 * An organization has two queues, and each sends one at a time: an endpoint that hangs delays its own deliveries only.
 */
export const addDeliveryJobSql = (afterMs: number): Sql =>
  addJobSql(deliveryJob, {
    payload: sql`json_build_object('deliveryId', d.id)`,
    key: keySql(deliveryJob, sql`d.id`),
    queue: sql`'webhooks ' || d.organization_id || ' ' || (hashtext(d.id) & 1)`,
    delayMs: afterMs,
  });
