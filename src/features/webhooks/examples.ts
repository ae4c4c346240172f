/** An organization with a webhook, and one of its deliveries. */
export interface WebhookFixture {
  organizationId: string;
  deliveryId: string;
}

export const webhookExamples = ({ organizationId, deliveryId }: WebhookFixture) =>
  ({
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
