/** Ids of a tenant and of one of each thing it can have. */
export interface MemoryIds {
  tenant: string;
  user: string;
  conversation: string;
  interaction: string;
  fact: string;
  key: string;
  delivery: string;
  webhook: string;
}

export interface MemoryFixture {
  organizationId: string;
  memoryIds: MemoryIds;
  /** An address that is not used yet. */
  newEmail(): string;
}

export const memoryExamples = ({ organizationId, memoryIds: ids, newEmail }: MemoryFixture) => {
  const user = { user_id: ids.user } as const;
  const conversation = { conversation_id: ids.conversation } as const;
  const interaction = { interaction_id: ids.interaction } as const;
  const fact = { fact_id: ids.fact } as const;
  const person = { external_ref: "ada" } as const;
  return {
    registerTenant: [{ name: "Acme", email: newEmail() }],
    getTenant: [{}],
    updateTenant: [{ settings: { batch_size: 5 } }],
    deleteTenant: [{ confirm: ids.tenant }],
    createApiKey: [{ name: "Reader", scopes: ["memory:read"] }],
    listApiKeys: [{}],
    revokeApiKey: [{ key_id: ids.key }],
    rotateApiKey: [{ key_id: ids.key }],

    listMemoryReads: [{}, { ...user, limit: 1 }],

    createUser: [{ display_name: "Grace" }],
    listUsers: [{}],
    browseUsers: [{}],
    getUser: [user],
    updateUser: [{ ...user, display_name: "Ada" }],
    eraseUser: [user],
    exportUser: [user],

    createConversation: [{ ...user, title: "Tea" }],
    listConversations: [user],
    getConversation: [conversation],
    updateConversation: [{ ...conversation, title: "Coffee" }],
    deleteConversation: [conversation],

    ingestMemory: [{ ...user, ...conversation, user_message: "I moved to Porto.", agent_response: "Nice!" }],
    ingestBatch: [
      { exchanges: [{ ...user, ...conversation, user_message: "I moved to Braga.", agent_response: "" }] },
    ],
    importMemory: [{ ...user, records: [{ type: "conversation", conversation_id: "1", title: "Tea" }] }],
    queryMemory: [{ ...user, ...conversation, query: "Where do I live?" }],
    searchMemory: [{ query: "Where do they live?" }, { query: "Lisbon", user_ids: [ids.user] }],
    flushMemory: [{ ...user, ...conversation }],
    listInteractions: [user],
    readConversation: [conversation],
    getInteraction: [interaction],
    editInteraction: [{ ...interaction, user_message: "I moved to Braga." }],
    forgetInteraction: [interaction],
    listFacts: [user],
    createFact: [{ ...user, attribute: "instruction", value: "keep answers short" }],
    correctFact: [{ ...fact, value: "Braga" }],
    forgetFact: [fact],
    listEntities: [user],
    getEntity: [{ ...user, name: "Lisbon" }],
    rememberExchange: [{ ...person, user_message: "I moved to Porto." }],
    recallForPerson: [{ ...person, query: "Where does she live?" }],
    factsOfPerson: [person],
    forgetForPerson: [{ ...person, what: "fact", id: ids.fact }],

    getWebhook: [{}],
    getWebhookSecret: [{}],
    rotateWebhookSecret: [{}],
    listWebhookDeliveries: [{}],
    redeliverWebhook: [{ delivery_id: ids.delivery }],

    rotateTenantKey: [{ organizationId }],
  } as const;
};
