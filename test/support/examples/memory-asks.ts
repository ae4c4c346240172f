import type { FastifyInstance } from "fastify";
import { newTenant, type TestTenant } from "../tenant.ts";

/** Ids of records that stand for each other: a tenant's own, another's, or nobody's. */
export interface MemoryIds {
  tenant: string;
  user: string;
  conversation: string;
  interaction: string;
  fact: string;
  key: string;
  delivery: string;
}

/** Nobody's. */
export const unknownIds: MemoryIds = {
  tenant: "ten_0000000000000000",
  user: "usr_0000000000000000",
  conversation: "conv_0000000000000000",
  interaction: "int_0000000000000000",
  fact: "fact_0000000000000000",
  key: "key_0000000000000000",
  delivery: "evt_0000000000000000",
};

export interface MemoryAsk {
  path: string;
  body?: object;
}

let emails = 0;

/** One good request of every operation in the memory API, by the operation's name. */
export const memoryAsks: Readonly<Record<string, (ids: MemoryIds) => MemoryAsk>> = {
  registerTenant: () => ({ path: "/tenants", body: { name: "Acme", email: `acme-${emails++}@example.com` } }),
  getTenant: () => ({ path: "/tenant" }),
  updateTenant: () => ({ path: "/tenant", body: { settings: { batch_size: 5 } } }),
  deleteTenant: ({ tenant }) => ({ path: "/tenant", body: { confirm: tenant } }),
  createApiKey: () => ({ path: "/api-keys", body: { name: "Reader", scopes: ["memory:read"] } }),
  listApiKeys: () => ({ path: "/api-keys" }),
  revokeApiKey: ({ key }) => ({ path: `/api-keys/${key}` }),
  rotateApiKey: ({ key }) => ({ path: `/api-keys/${key}/rotate`, body: {} }),
  getWebhook: () => ({ path: "/webhooks" }),
  getWebhookSecret: () => ({ path: "/webhooks/secret" }),
  rotateWebhookSecret: () => ({ path: "/webhooks/secret/rotate" }),
  listWebhookDeliveries: () => ({ path: "/webhooks/deliveries" }),
  redeliverWebhook: ({ delivery }) => ({ path: `/webhooks/deliveries/${delivery}/redeliver` }),
  createUser: () => ({ path: "/users", body: { display_name: "Grace" } }),
  listUsers: () => ({ path: "/users" }),
  getUser: ({ user }) => ({ path: `/users/${user}` }),
  updateUser: ({ user }) => ({ path: `/users/${user}`, body: { display_name: "Ada" } }),
  eraseUser: ({ user }) => ({ path: `/users/${user}` }),
  exportUser: ({ user }) => ({ path: `/users/${user}/export` }),
  createConversation: ({ user }) => ({ path: "/conversations", body: { user_id: user, title: "Tea" } }),
  listConversations: ({ user }) => ({ path: `/conversations?user_id=${user}` }),
  getConversation: ({ conversation }) => ({ path: `/conversations/${conversation}` }),
  updateConversation: ({ conversation }) => ({
    path: `/conversations/${conversation}`,
    body: { title: "Coffee" },
  }),
  deleteConversation: ({ conversation }) => ({ path: `/conversations/${conversation}` }),
  ingestMemory: ({ user, conversation }) => ({
    path: "/memory/ingest",
    body: {
      user_id: user,
      conversation_id: conversation,
      user_message: "I moved to Porto.",
      agent_response: "Nice!",
    },
  }),
  queryMemory: ({ user, conversation }) => ({
    path: "/memory/query",
    body: { user_id: user, conversation_id: conversation, query: "Where do I live?" },
  }),
  flushMemory: ({ user, conversation }) => ({
    path: "/memory/flush",
    body: { user_id: user, conversation_id: conversation },
  }),
  listInteractions: ({ user }) => ({ path: `/memory/interactions?user_id=${user}` }),
  getInteraction: ({ interaction }) => ({ path: `/memory/interactions/${interaction}` }),
  forgetInteraction: ({ interaction }) => ({ path: `/memory/interactions/${interaction}` }),
  listFacts: ({ user }) => ({ path: `/memory/facts?user_id=${user}` }),
  correctFact: ({ fact }) => ({ path: `/memory/facts/${fact}`, body: { value: "Braga" } }),
  forgetFact: ({ fact }) => ({ path: `/memory/facts/${fact}` }),
};

/** A tenant that has one of everything. */
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
    },
  };
}
