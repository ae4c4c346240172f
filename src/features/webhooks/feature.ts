import { defineFeature } from "../../kernel/feature.ts";
import { handle, hourly, schedule } from "../../kernel/job.ts";
import { deliver } from "./deliveries/deliver.ts";
import { sweepDeliveries } from "./deliveries/sweep.ts";
import {
  createWebhookEndpoint,
  deleteWebhookEndpoint,
  getWebhookEndpointSecret,
  listWebhookEndpoints,
  rotateWebhookEndpointSecret,
  testWebhookEndpoint,
  updateWebhookEndpoint,
} from "./endpoint-operations.ts";
import { webhookExamples } from "./examples.ts";
import { deliveryJob } from "./jobs.ts";
import {
  getOrganizationWebhook,
  listOrganizationDeliveries,
  redeliverToOrganization,
  removeOrganizationWebhook,
  revealOrganizationWebhookSecret,
  rotateOrganizationWebhookSecret,
  sendTestEvent,
  setOrganizationWebhook,
} from "./operations.ts";
import type { WebhookServices } from "./services.ts";

/** Sends an organization's events to its endpoint. */
export const webhooks = defineFeature({
  operations: [
    listWebhookEndpoints,
    createWebhookEndpoint,
    updateWebhookEndpoint,
    deleteWebhookEndpoint,
    getWebhookEndpointSecret,
    rotateWebhookEndpointSecret,
    testWebhookEndpoint,

    setOrganizationWebhook,
    getOrganizationWebhook,
    revealOrganizationWebhookSecret,
    rotateOrganizationWebhookSecret,
    removeOrganizationWebhook,
    listOrganizationDeliveries,
    redeliverToOrganization,
    sendTestEvent,
  ],
  jobs: [
    handle(
      deliveryJob,
      (services: WebhookServices, { deliveryId, slow }) => deliver(services, deliveryId, slow),
      { pool: "webhooks" },
    ),
    schedule("sweep_deliveries", hourly(57), sweepDeliveries, { byAge: true }),
  ],
  exampleCalls: webhookExamples,
});
