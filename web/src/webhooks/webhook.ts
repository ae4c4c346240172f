import type { Input, Output } from "../server/operations.ts";
import { webhookTexts } from "../texts/webhooks.ts";

export type Webhook = Output<"listWebhookEndpoints">["webhooks"][number];
export type EventName = NonNullable<Input<"setOrganizationWebhook">["events"]>[number];
export type Delivery = Output<"listOrganizationDeliveries">["deliveries"][number];

export const eventNames = Object.keys(webhookTexts.eventsMean) as EventName[];
