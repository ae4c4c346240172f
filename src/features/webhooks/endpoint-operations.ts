import { z } from "zod";
import { fail } from "../../kernel/failure.ts";
import { base62, randomText } from "../../platform/random-text.ts";
import { insertTestDelivery } from "./deliveries/store.ts";
import { mustBeCallable } from "./endpoints/callable.ts";
import {
  endpointsMax,
  WebhookEndpoint,
  WebhookEvents,
  WebhookId,
  WebhookSecret,
  WebhookUrl,
} from "./endpoints/endpoint.ts";
import * as store from "./endpoints/several/store.ts";
import { defineOperation } from "./services.ts";

// Owners may do what keys with this scope may.
const admin = { kind: "scope", scope: "tenant:admin" } as const;
const which = z.strictObject({ webhook_id: WebhookId });

export const listWebhookEndpoints = defineOperation({
  name: "listWebhookEndpoints",
  noun: "Webhooks",
  summary: "List the organization's webhooks, oldest first",
  access: admin,
  input: z.strictObject({}),
  output: z.object({ webhooks: z.array(WebhookEndpoint) }),
  reads: true,
  memory: { method: "GET", path: "/webhooks/endpoints" },
  async run({ database }, _input, { organization }) {
    return { webhooks: await store.endpointsOf(database, organization.id) };
  },
});

export const createWebhookEndpoint = defineOperation({
  name: "createWebhookEndpoint",
  noun: "Webhooks",
  summary: "Add a webhook, with events and a secret of its own",
  description: `An organization can have up to ${endpointsMax}. The first one is also the one in the tenant's settings.`,
  access: admin,
  input: z.strictObject({ url: WebhookUrl, events: WebhookEvents.min(1) }),
  output: WebhookEndpoint.extend(WebhookSecret.shape).meta({ id: "NewWebhookEndpoint" }),
  memory: { method: "POST", path: "/webhooks/endpoints", status: 201 },
  audit: ({ events }, { webhook_id }) => ({ webhookId: webhook_id, events }),
  async run(services, { url, events }, { organization }) {
    const { database, secret, clock } = services;
    await mustBeCallable(services, "url", url);
    return database.transaction(async (tx) => {
      if ((await store.lockEndpoints(tx, organization.id)) >= endpointsMax) {
        throw fail.forbidden(`An organization can have up to ${endpointsMax} webhooks. Remove one first.`);
      }
      return store.insertEndpoint(tx, secret, organization.id, { url, events, at: clock.now() });
    });
  },
});

export const updateWebhookEndpoint = defineOperation({
  name: "updateWebhookEndpoint",
  noun: "Webhooks",
  summary: "Change where a webhook's events are sent, and which; what is left out stays",
  description: "A URL of `null` pauses sending and keeps events and secret.",
  access: admin,
  input: which.extend({ url: WebhookUrl.nullable().optional(), events: WebhookEvents.min(1).optional() }),
  output: WebhookEndpoint,
  fails: ["RESOURCE_NOT_FOUND"],
  memory: { method: "PATCH", path: "/webhooks/endpoints/:webhook_id" },
  audit: ({ webhook_id, events }) => ({ webhookId: webhook_id, ...(events && { events }) }),
  async run(services, { webhook_id, url, events }, { organization }) {
    await mustBeCallable(services, "url", url);
    const at = services.clock.now();
    return store.updateEndpoint(services.database, organization.id, webhook_id, { url, events }, at);
  },
});

export const deleteWebhookEndpoint = defineOperation({
  name: "deleteWebhookEndpoint",
  noun: "Webhooks",
  summary: "Remove a webhook and its secret",
  access: admin,
  input: which,
  output: z.object({ success: z.literal(true), webhook_id: z.string() }),
  fails: ["RESOURCE_NOT_FOUND"],
  memory: { method: "DELETE", path: "/webhooks/endpoints/:webhook_id" },
  audit: ({ webhook_id }) => ({ webhookId: webhook_id }),
  async run({ database }, { webhook_id }, { organization }) {
    await store.deleteEndpoint(database, organization.id, webhook_id);
    return { success: true as const, webhook_id };
  },
});

export const getWebhookEndpointSecret = defineOperation({
  name: "getWebhookEndpointSecret",
  noun: "Webhooks",
  summary: "Read the secret that signs a webhook's events",
  access: admin,
  input: which,
  output: WebhookSecret,
  fails: ["RESOURCE_NOT_FOUND"],
  memory: { method: "GET", path: "/webhooks/endpoints/:webhook_id/secret" },
  audit: ({ webhook_id }) => ({ webhookId: webhook_id }),
  async run({ database, secret }, { webhook_id }, { organization }) {
    return { secret: await store.endpointSecret(database, secret, organization.id, webhook_id) };
  },
});

export const rotateWebhookEndpointSecret = defineOperation({
  name: "rotateWebhookEndpointSecret",
  noun: "Webhooks",
  summary: "Replace a webhook's secret; the old one stops at once",
  access: admin,
  input: which,
  output: WebhookSecret,
  fails: ["RESOURCE_NOT_FOUND"],
  memory: { method: "POST", path: "/webhooks/endpoints/:webhook_id/secret/rotate" },
  audit: ({ webhook_id }) => ({ webhookId: webhook_id }),
  async run({ database, secret, clock }, { webhook_id }, { organization }) {
    const at = clock.now();
    return {
      secret: await store.rotateEndpointSecret(database, secret, organization.id, webhook_id, at),
    };
  },
});

export const testWebhookEndpoint = defineOperation({
  name: "testWebhookEndpoint",
  noun: "Webhooks",
  summary: "Send a test event to a webhook",
  description: "The event is `webhook.test`, signed and retried like any other, whatever events are chosen.",
  access: admin,
  input: which,
  output: z.object({ success: z.literal(true), delivery_id: z.string() }),
  fails: ["RESOURCE_NOT_FOUND"],
  memory: { method: "POST", path: "/webhooks/endpoints/:webhook_id/test" },
  async run({ database, clock }, { webhook_id }, { organization }) {
    const delivery_id = `evt_${randomText(base62, 16)}`;
    const sent = await database.transaction((tx) =>
      insertTestDelivery(tx, organization.id, delivery_id, clock.now(), webhook_id),
    );
    if (!sent) throw fail.missing("webhook");
    return { success: true as const, delivery_id };
  },
});
