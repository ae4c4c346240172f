import { FetchRefused } from "../../../platform/net/public-fetch.ts";
import { openWebhookSecret } from "../endpoints/store.ts";
import type { WebhookServices } from "../services.ts";
import { retryDelayMs } from "./schedule.ts";
import { signature } from "./signature.ts";
import {
  type AttemptMade,
  noteAttempt,
  type PendingDelivery,
  pendingDelivery,
  queueAttempt,
} from "./store.ts";

/** Receivers should answer first and work later: a slow answer occupies a worker that other deliveries need. */
export const deliveryTimeouts = { totalMs: 10_000 };

/** Makes a delivery's next attempt if it is due, and records the result. */
export async function deliver(
  services: WebhookServices,
  deliveryId: string,
  /** Whether this runs in a queue for slow endpoints. */
  amongSlow = true,
): Promise<void> {
  const { database, clock } = services;
  const delivery = await pendingDelivery(database, deliveryId);
  if (!delivery) return;
  const earlyMs = delivery.nextAttemptAt.getTime() - clock.now().getTime();
  if (earlyMs > 0) return queueAttempt(database, deliveryId, earlyMs);
  // It was queued before its endpoint became slow.
  if (delivery.slow && !amongSlow) return queueAttempt(database, deliveryId, 0);
  const attempt = await send(services, delivery);
  const retryMs = attempt.error === "no_endpoint" ? undefined : retryDelayMs(delivery.attempts + 1);
  await database.transaction((tx) => {
    if (attempt.error === null) return noteAttempt(tx, deliveryId, attempt, { status: "delivered" });
    if (retryMs === undefined) return noteAttempt(tx, deliveryId, attempt, { status: "failed" });
    return noteAttempt(tx, deliveryId, attempt, { status: "pending", retryMs });
  });
}

async function send(
  { clock, secret, webhookFetch }: WebhookServices,
  delivery: PendingDelivery,
): Promise<AttemptMade> {
  const at = clock.now();
  const { id, organizationId, event, url, sealedSecret } = delivery;
  if (url === null || sealedSecret === null) return { at, ms: 0, statusCode: null, error: "no_endpoint" };
  const body = bodyOf(delivery);
  const headers = {
    "content-type": "application/json",
    "user-agent": "Rookery",
    "x-rookery-event": event,
    "x-rookery-delivery": id,
    "x-rookery-signature": signature(openWebhookSecret(secret, organizationId, sealedSecret), body, at),
  };
  const startedAt = performance.now();
  const ms = () => Math.round(performance.now() - startedAt);
  try {
    const statusCode = await webhookFetch.post(url, body, headers);
    const accepted = statusCode >= 200 && statusCode <= 299;
    return { at, ms: ms(), statusCode, error: accepted ? null : "status" };
  } catch (error) {
    if (!(error instanceof FetchRefused)) throw error;
    return { at, ms: ms(), statusCode: null, error: "no_answer" };
  }
}

/** Every attempt sends the same bytes. */
const bodyOf = ({ id, event, createdAt, data }: PendingDelivery) =>
  JSON.stringify({ id, type: event, created_at: createdAt.toISOString(), data });
