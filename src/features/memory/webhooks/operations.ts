import { z } from "zod";
import { DeliveriesAnswer, DeliveryId, deliveriesAsked } from "../../webhooks/deliveries/delivery.ts";
import * as deliveries from "../../webhooks/deliveries/store.ts";
import { Webhook, WebhookSecret } from "../../webhooks/endpoints/endpoint.ts";
import * as endpoints from "../../webhooks/endpoints/store.ts";
import { defineOperation } from "../services.ts";
import { callersTenant } from "../tenants/of-caller.ts";

const admin = { kind: "scope", scope: "tenant:admin" } as const;

export const getWebhook = defineOperation({
  name: "getWebhook",
  noun: "Webhooks",
  summary: "Get the tenant's webhook",
  description: "Its URL and events are the tenant's settings `webhook_url` and `webhook_events`.",
  access: admin,
  input: z.strictObject({}),
  output: Webhook,
  reads: true,
  memory: { method: "GET", path: "/webhooks" },
  async run(services, _input, caller) {
    const { organizationId } = await callersTenant(services, caller);
    return endpoints.webhookOf(services.database, organizationId);
  },
});

export const getWebhookSecret = defineOperation({
  name: "getWebhookSecret",
  noun: "Webhooks",
  summary: "Read the signing secret of the webhook",
  access: admin,
  input: z.strictObject({}),
  output: WebhookSecret,
  fails: ["RESOURCE_NOT_FOUND"],
  memory: { method: "GET", path: "/webhooks/secret" },
  audit: () => ({}),
  async run(services, _input, caller) {
    const { organizationId } = await callersTenant(services, caller);
    return { secret: await endpoints.webhookSecret(services.database, services.secret, organizationId) };
  },
});

export const rotateWebhookSecret = defineOperation({
  name: "rotateWebhookSecret",
  noun: "Webhooks",
  summary: "Rotate the signing secret of the webhook",
  description:
    "The new secret signs everything sent from now on. Events that the receiver rejects until it knows the secret are retried for a day.",
  access: admin,
  input: z.strictObject({}),
  output: WebhookSecret,
  fails: ["RESOURCE_NOT_FOUND"],
  memory: { method: "POST", path: "/webhooks/secret/rotate" },
  audit: () => ({}),
  async run(services, _input, caller) {
    const { database, secret, clock } = services;
    const { organizationId } = await callersTenant(services, caller);
    return { secret: await endpoints.rotateWebhookSecret(database, secret, organizationId, clock.now()) };
  },
});

export const listWebhookDeliveries = defineOperation({
  name: "listWebhookDeliveries",
  noun: "Webhooks",
  summary: "List deliveries to the webhook, newest first",
  description: "Each with its attempts. Deliveries are kept for 30 days.",
  access: admin,
  input: z.strictObject(deliveriesAsked),
  output: DeliveriesAnswer,
  reads: true,
  memory: { method: "GET", path: "/webhooks/deliveries" },
  async run(services, asked, caller) {
    const { organizationId } = await callersTenant(services, caller);
    return deliveries.deliveriesPage(services.database, organizationId, asked);
  },
});

export const redeliverWebhook = defineOperation({
  name: "redeliverWebhook",
  noun: "Webhooks",
  summary: "Send an event to the webhook again",
  description: "The event keeps its id. If delivery fails, the retry schedule starts again.",
  access: admin,
  input: z.strictObject({ delivery_id: DeliveryId }),
  output: z.object({ success: z.literal(true), delivery_id: z.string() }),
  fails: ["RESOURCE_NOT_FOUND"],
  memory: { method: "POST", path: "/webhooks/deliveries/:delivery_id/redeliver" },
  async run(services, { delivery_id }, caller) {
    const { database, clock } = services;
    const { organizationId } = await callersTenant(services, caller);
    await database.transaction((tx) => deliveries.redeliver(tx, organizationId, delivery_id, clock.now()));
    return { success: true as const, delivery_id };
  },
});
