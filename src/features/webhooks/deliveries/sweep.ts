import { dayMs } from "../../../platform/clock.ts";
import type { WebhookServices } from "../services.ts";
import { dropDeliveriesBefore } from "./store.ts";

/** How long the log of a delivery is kept. */
export const keptDays = 30;

// Short transactions beside everything else.
const deliveriesAtATime = 5_000;

/** Removes old deliveries with their attempts. A pending one stays. */
export async function sweepDeliveries({ database, clock }: WebhookServices): Promise<void> {
  const before = new Date(clock.now().getTime() - keptDays * dayMs);
  while ((await dropDeliveriesBefore(database, before, deliveriesAtATime)) === deliveriesAtATime) {}
}
