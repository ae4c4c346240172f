import type { FastifyInstance } from "fastify";
import type { MemoryIds } from "../../../src/features/memory/examples.ts";
import { newTenant, type TestTenant } from "../tenant.ts";

/** A tenant with one of everything. */
export async function furnishedTenant(app: FastifyInstance): Promise<{ tenant: TestTenant; ids: MemoryIds }> {
  const tenant = await newTenant(app, {
    webhook_url: "https://example.com/events",
    webhook_events: ["memory.ingested"],
  });
  const { userId, conversationId } = await tenant.newUser();
  const { interaction_id } = (await tenant.ingest(userId, conversationId, "I live in Lisbon.")).body;
  const { facts } = (await tenant.call("GET", `/memory/facts?user_id=${userId}`)).body;
  const key = (await tenant.call("POST", "/api-keys", { name: "Furniture", scopes: ["users:read"] })).body;
  const { deliveries } = (await tenant.call("GET", "/webhooks/deliveries")).body;
  const { webhooks } = (await tenant.call("GET", "/webhooks/endpoints")).body;
  return {
    tenant,
    ids: {
      tenant: tenant.tenantId,
      user: userId,
      conversation: conversationId,
      interaction: interaction_id,
      fact: facts[0].fact_id,
      key: key.id,
      delivery: deliveries[0].id ?? deliveries[0].delivery_id,
      webhook: webhooks[0].webhook_id,
    },
  };
}
