import { z } from "zod";
import { OrganizationId } from "../operation/fields.ts";
import { defineOperation } from "../operation/operation.ts";
import { organizationOf } from "../organizations/organization-of.ts";
import { DeliveriesAnswer, DeliveryId, deliveriesAsked } from "./delivery.ts";
import * as deliveries from "./delivery-store.ts";
import { Webhook, WebhookEvents, WebhookSecret, WebhookUrl } from "./endpoint.ts";
import * as endpoints from "./endpoint-store.ts";

const operator = { kind: "operator" } as const;
const ofOrganization = z.strictObject({ organizationId: OrganizationId });
const WebhookWithSecret = Webhook.extend(WebhookSecret.shape);

export const setOrganizationWebhook = defineOperation({
  name: "setOrganizationWebhook",
  noun: "Operator",
  summary: "Set where an organization's events are sent, and which; what is left out stays",
  access: operator,
  input: ofOrganization.extend({ url: WebhookUrl.optional(), events: WebhookEvents.min(1).optional() }),
  output: WebhookWithSecret,
  fails: ["RESOURCE_NOT_FOUND"],
  audit: () => ({}),
  async run({ database, clock, secret }, { organizationId: slug, url, events }) {
    const organizationId = await organizationOf(database, slug);
    return database.transaction(async (tx) => {
      await endpoints.changeWebhook(tx, secret, organizationId, { url, events }, clock.now());
      return {
        ...(await endpoints.webhookOf(tx, organizationId)),
        secret: await endpoints.webhookSecret(tx, secret, organizationId),
      };
    });
  },
});

export const getOrganizationWebhook = defineOperation({
  name: "getOrganizationWebhook",
  noun: "Operator",
  summary: "Show where an organization's events are sent, and which",
  access: operator,
  input: ofOrganization,
  output: Webhook,
  async run({ database }, { organizationId }) {
    return endpoints.webhookOf(database, await organizationOf(database, organizationId));
  },
});

export const rotateOrganizationWebhookSecret = defineOperation({
  name: "rotateOrganizationWebhookSecret",
  noun: "Operator",
  summary: "Give an organization's webhook a new secret; the old one signs nothing from now on",
  access: operator,
  input: ofOrganization,
  output: WebhookSecret,
  fails: ["RESOURCE_NOT_FOUND"],
  audit: () => ({}),
  async run({ database, clock, secret }, { organizationId: slug }) {
    const organizationId = await organizationOf(database, slug);
    return { secret: await endpoints.rotateWebhookSecret(database, secret, organizationId, clock.now()) };
  },
});

export const removeOrganizationWebhook = defineOperation({
  name: "removeOrganizationWebhook",
  noun: "Operator",
  summary: "Send an organization's events nowhere, and forget the secret",
  access: operator,
  input: ofOrganization,
  output: z.object({ success: z.literal(true) }),
  audit: () => ({}),
  async run({ database }, { organizationId }) {
    await endpoints.removeWebhook(database, await organizationOf(database, organizationId));
    return { success: true as const };
  },
});

export const listOrganizationDeliveries = defineOperation({
  name: "listOrganizationDeliveries",
  noun: "Operator",
  summary: "List what was sent to an organization's webhook, newest first",
  access: operator,
  input: ofOrganization.extend(deliveriesAsked),
  output: DeliveriesAnswer,
  async run({ database }, { organizationId, ...asked }) {
    return deliveries.deliveriesPage(database, await organizationOf(database, organizationId), asked);
  },
});

export const redeliverToOrganization = defineOperation({
  name: "redeliverToOrganization",
  noun: "Operator",
  summary: "Send an event to an organization's webhook again",
  access: operator,
  input: ofOrganization.extend({ deliveryId: DeliveryId }),
  output: z.object({ success: z.literal(true), deliveryId: z.string() }),
  fails: ["RESOURCE_NOT_FOUND"],
  async run({ database, clock }, { organizationId: slug, deliveryId }) {
    const organizationId = await organizationOf(database, slug);
    await database.transaction((tx) => deliveries.redeliver(tx, organizationId, deliveryId, clock.now()));
    return { success: true as const, deliveryId };
  },
});
