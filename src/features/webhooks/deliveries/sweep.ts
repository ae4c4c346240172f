import { dayMs } from "../../../platform/clock.ts";
import type { WebhookServices } from "../services.ts";
import { dropDeliveriesBefore } from "./store.ts";

/** How long finished deliveries are kept. */
export const keptDays = 30;

// Keeps each transaction short.
const deliveriesAtATime = 5_000;

/** Deletes old deliveries with their attempts, except pending ones. */
export async function sweepDeliveries({ database, clock }: WebhookServices): Promise<void> {
  const before = new Date(clock.now().getTime() - keptDays * dayMs);
  while ((await dropDeliveriesBefore(database, before, deliveriesAtATime)) === deliveriesAtATime) {}
}
