import { z } from "zod";
import { OrganizationId } from "../../kernel/fields.ts";
import { base62, randomText } from "../../platform/random-text.ts";
import { DeliveriesAnswer, DeliveryId, deliveriesAsked } from "./deliveries/delivery.ts";
import * as deliveries from "./deliveries/store.ts";
import { mustBeCallable } from "./endpoints/callable.ts";
import { Webhook, WebhookEvents, WebhookSecret, WebhookUrl } from "./endpoints/endpoint.ts";
import * as endpoints from "./endpoints/store.ts";
import { defineOperation } from "./services.ts";

// For owners and the operator of any organization, memory tenant or not.
const owners = { kind: "role", role: "owner" } as const;
const ofOrganization = z.strictObject({ organizationId: OrganizationId });
const WebhookWithSecret = Webhook.extend(WebhookSecret.shape);

export const setOrganizationWebhook = defineOperation({
  name: "setOrganizationWebhook",
  noun: "Webhooks",
  summary: "Set where an organization's events are sent, and which; what is left out stays",
  description: "An address of `null` pauses sending and keeps the other settings.",
  access: owners,
  input: ofOrganization.extend({
    url: WebhookUrl.nullable().optional(),
    events: WebhookEvents.min(1).optional(),
  }),
  output: WebhookWithSecret,
  fails: ["RESOURCE_NOT_FOUND"],
  audit: () => ({}),
  async run(services, { url, events }, { organization }) {
    const { database, clock, secret } = services;
    await mustBeCallable(services, "url", url);
    return database.transaction(async (tx) => {
      await endpoints.changeWebhook(tx, secret, organization.id, { url, events }, clock.now());
      return {
        ...(await endpoints.webhookOf(tx, organization.id)),
        secret: await endpoints.webhookSecret(tx, secret, organization.id),
      };
    });
  },
});

export const getOrganizationWebhook = defineOperation({
  name: "getOrganizationWebhook",
  noun: "Webhooks",
  summary: "Show where an organization's events are sent, and which",
  access: owners,
  input: ofOrganization,
  output: Webhook,
  reads: true,
  async run({ database }, _input, { organization }) {
    return endpoints.webhookOf(database, organization.id);
  },
});

export const revealOrganizationWebhookSecret = defineOperation({
  name: "revealOrganizationWebhookSecret",
  noun: "Webhooks",
  summary: "Get the secret that signs an organization's events",
  access: owners,
  input: ofOrganization,
  output: WebhookSecret,
  fails: ["RESOURCE_NOT_FOUND"],
  audit: () => ({}),
  async run({ database, secret }, _input, { organization }) {
    return { secret: await endpoints.webhookSecret(database, secret, organization.id) };
  },
});

export const rotateOrganizationWebhookSecret = defineOperation({
  name: "rotateOrganizationWebhookSecret",
  noun: "Webhooks",
  summary: "Replace the secret of an organization's webhook; the old one stops at once",
  access: owners,
  input: ofOrganization,
  output: WebhookSecret,
  fails: ["RESOURCE_NOT_FOUND"],
  audit: () => ({}),
  async run({ database, clock, secret }, _input, { organization }) {
    return { secret: await endpoints.rotateWebhookSecret(database, secret, organization.id, clock.now()) };
  },
});

export const removeOrganizationWebhook = defineOperation({
  name: "removeOrganizationWebhook",
  noun: "Webhooks",
  summary: "Remove an organization's webhook and its secret",
  access: owners,
  input: ofOrganization,
  output: z.object({ success: z.literal(true) }),
  audit: () => ({}),
  async run({ database }, _input, { organization }) {
    await endpoints.removeWebhook(database, organization.id);
    return { success: true as const };
  },
});

export const listOrganizationDeliveries = defineOperation({
  name: "listOrganizationDeliveries",
  noun: "Webhooks",
  summary: "List the deliveries of an organization's webhook, newest first",
  access: owners,
  input: ofOrganization.extend(deliveriesAsked),
  output: DeliveriesAnswer,
  reads: true,
  async run({ database }, { organizationId: _, ...asked }, { organization }) {
    return deliveries.deliveriesPage(database, organization.id, asked);
  },
});

export const redeliverToOrganization = defineOperation({
  name: "redeliverToOrganization",
  noun: "Webhooks",
  summary: "Redeliver an event to an organization's webhook",
  access: owners,
  input: ofOrganization.extend({ deliveryId: DeliveryId }),
  output: z.object({ success: z.literal(true), deliveryId: z.string() }),
  fails: ["RESOURCE_NOT_FOUND"],
  async run({ database, clock }, { deliveryId }, { organization }) {
    await database.transaction((tx) => deliveries.redeliver(tx, organization.id, deliveryId, clock.now()));
    return { success: true as const, deliveryId };
  },
});

export const sendTestEvent = defineOperation({
  name: "sendTestEvent",
  noun: "Webhooks",
  summary: "Send a test event to an organization's webhook",
  description: "The event is `webhook.test`, signed and retried like any other, whatever events are chosen.",
  access: owners,
  input: ofOrganization,
  output: z.object({ success: z.literal(true), deliveryId: z.string() }),
  fails: ["RESOURCE_NOT_FOUND"],
  async run({ database, clock }, _input, { organization }) {
    const deliveryId = `evt_${randomText(base62, 16)}`;
    const sent = await database.transaction((tx) =>
      deliveries.insertTestDelivery(tx, organization.id, deliveryId, clock.now()),
    );
    if (!sent) throw endpoints.noWebhook();
    return { success: true as const, deliveryId };
  },
});
