/** An organization with a webhook, and one of its deliveries. */
export interface WebhookFixture {
  organizationId: string;
  deliveryId: string;
  memoryIds: { webhook: string };
}

export const webhookExamples = ({
  organizationId,
  deliveryId,
  memoryIds: { webhook: webhookId },
}: WebhookFixture) =>
  ({
    listWebhookEndpoints: [{}],
    createWebhookEndpoint: [{ url: "https://example.com/hooks/second", events: ["asset.deleted"] }],
    updateWebhookEndpoint: [{ webhook_id: webhookId, events: ["asset.ready"] }],
    deleteWebhookEndpoint: [{ webhook_id: webhookId }],
    getWebhookEndpointSecret: [{ webhook_id: webhookId }],
    rotateWebhookEndpointSecret: [{ webhook_id: webhookId }],
    testWebhookEndpoint: [{ webhook_id: webhookId }],

    setOrganizationWebhook: [
      { organizationId, url: "https://example.com/hooks/rookery", events: ["asset.ready"] },
    ],
    getOrganizationWebhook: [{ organizationId }],
    revealOrganizationWebhookSecret: [{ organizationId }],
    rotateOrganizationWebhookSecret: [{ organizationId }],
    removeOrganizationWebhook: [{ organizationId }],
    listOrganizationDeliveries: [{ organizationId }],
    redeliverToOrganization: [{ organizationId, deliveryId }],
    sendTestEvent: [{ organizationId }],
  }) as const;
