import type { Queryable } from "../../platform/database/queryable.ts";
import { base62, randomText } from "../../platform/random-text.ts";
import { insertDeliveries } from "./deliveries/store.ts";
import { type EventData, type EventName, events } from "./event.ts";

/**
 * Queues an event for each of `data`, if the organization's endpoint subscribes to it. The events belong to the
 * transaction, so a rollback drops them. Costs one query when there is no endpoint.
 */
export async function emit<Name extends EventName>(
  tx: Queryable,
  organizationId: number,
  name: Name,
  data: readonly EventData<Name>[],
  at: Date,
): Promise<void> {
  if (data.length === 0) return;
  const deliveries = data.map((one) => ({
    id: `evt_${randomText(base62, 16)}`,
    json: JSON.stringify(events[name].parse(one)),
  }));
  await insertDeliveries(tx, organizationId, name, deliveries, at);
}
