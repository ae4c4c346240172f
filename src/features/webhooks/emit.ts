import sql from "sql-template-tag";
import { prepared, type Queryable } from "../../platform/database/queryable.ts";
import { base62, randomText } from "../../platform/random-text.ts";
import { type EventData, type EventName, events } from "./event.ts";
import { addDeliveryJobSql } from "./jobs.ts";

/**
 * Tells an organization's endpoint of events that happen in this transaction, one for each of `data`, if it wants them: what
 * is rolled back is not told. Costs one look-up where there is no endpoint.
 */
export async function emit<Name extends EventName>(
  tx: Queryable,
  organizationId: number,
  name: Name,
  data: readonly EventData<Name>[],
  at: Date,
): Promise<void> {
  if (data.length === 0) return;
  const ids = data.map(() => `evt_${randomText(base62, 16)}`);
  const told = data.map((one) => JSON.stringify(events[name].parse(one)));
  await tx.query(
    prepared(
      "emit",
      sql`with d as (
            insert into webhook_deliveries (id, organization_id, event, data, next_attempt_at, created_at)
            select t.id, e.organization_id, ${name}, t.data::jsonb, ${at}, ${at}
            from webhook_endpoints e cross join unnest(${ids}::text[], ${told}::text[]) as t(id, data)
            where e.organization_id = ${organizationId} and e.url is not null and ${name} = any(e.events)
            returning id, organization_id)
          select ${addDeliveryJobSql(0)} from d`,
    ),
  );
}
