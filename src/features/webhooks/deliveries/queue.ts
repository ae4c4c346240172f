import sql, { type Sql } from "sql-template-tag";

/**
 * SQL that queues the next attempt of a delivery, `d`, after so many milliseconds; one that waits already is replaced.
 * An organization has two queues, and each sends one at a time: an endpoint that hangs holds up its own deliveries only.
 */
export const addDeliveryJob = (afterMs: number): Sql => sql`
  graphile_worker.add_job('deliver_webhook', json_build_object('deliveryId', d.id), job_key => 'webhook ' || d.id,
    queue_name => 'webhooks ' || d.organization_id || ' ' || (hashtext(d.id) & 1),
    run_at => now() + ${afterMs}::float8 * interval '1 millisecond')`;
