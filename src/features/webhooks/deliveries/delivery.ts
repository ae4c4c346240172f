import { z } from "zod";
import { text } from "../../../kernel/fields.ts";
import { DeliveredEvent } from "../event.ts";

export const DeliveryId = text(64).meta({
  description: "The event's id.",
  examples: ["evt_4fR2kd83jdLq0PzA"],
});
export const DeliveryStatus = z.enum(["pending", "delivered", "failed"]);

/**
 * Why an attempt failed: a status other than 2xx, no answer within 10 s, or no endpoint any more. `no_answer` has no
 * details, because they would reveal the server's internal network.
 */
export const AttemptError = z.enum(["status", "no_answer", "no_endpoint"]);

/** One attempt to deliver an event. */
export const Attempt = z.object({
  at: z.iso.datetime(),
  ms: z.int(),
  status_code: z.int().nullable().meta({ description: "null without an answer." }),
  error: AttemptError.nullable().meta({ description: "null when the attempt succeeded." }),
});

/** An event for an endpoint, with its attempts so far. */
export const Delivery = z
  .object({
    delivery_id: z.string().meta({ description: "The event's id, the same for every attempt." }),
    webhook_id: z.string().nullable().meta({ description: "null if the endpoint was removed." }),
    event: DeliveredEvent,
    data: z.record(z.string(), z.unknown()),
    status: DeliveryStatus,
    next_attempt_at: z.iso.datetime().nullable(),
    created_at: z.iso.datetime(),
    attempts: z.array(Attempt),
  })
  .meta({ id: "WebhookDelivery" });
export type Delivery = z.output<typeof Delivery>;

export const DeliveriesAnswer = z.object({
  deliveries: z.array(Delivery),
  total: z.int(),
  limit: z.int(),
  offset: z.int(),
});

/** Filters and paging of the list of deliveries. */
export const deliveriesAsked = {
  limit: z.int().min(1).max(100).default(20).meta({ description: "At most 100." }),
  offset: z.int().min(0).max(1_000_000_000).default(0).meta({ description: "Number of deliveries to skip." }),
  event: DeliveredEvent.optional().meta({ description: "Only this event." }),
  status: DeliveryStatus.optional().meta({ description: "Only with this status." }),
};
