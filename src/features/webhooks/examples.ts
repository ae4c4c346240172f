/** An organization that sends webhooks, and a delivery to it. */
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
  }) as const;
