import { defineFeature } from "../../kernel/feature.ts";
import { daily, handle, hourly, minutely, schedule } from "../../kernel/job.ts";
import { factsOfPerson, forgetForPerson, recallForPerson, rememberExchange } from "./agents/operations.ts";
import { createApiKey, listApiKeys, revokeApiKey, rotateApiKey } from "./api-keys/operations.ts";
import {
  createConversation,
  getConversation,
  listConversations,
  updateConversation,
} from "./conversations/operations.ts";
import { getEntity, listEntities } from "./entities/operations.ts";
import { memoryExamples } from "./examples.ts";
import { createFact } from "./facts/create-fact.ts";
import { learnLater, sweepUnlearned } from "./facts/learn-later.ts";
import { correctFact, forgetFact, listFacts } from "./facts/operations.ts";
import { importMemory } from "./import/import-memory.ts";
import { flushQuiet, flushUser } from "./ingest/flush.ts";
import { ingestBatch } from "./ingest/ingest-batch.ts";
import { flushMemory, ingestMemory } from "./ingest/operations.ts";
import { getInteraction, listInteractions, readConversation } from "./interactions/operations.ts";
import { embeddingJob, flushJob, learningJob, rotationJob } from "./jobs.ts";
import { eraseTenant } from "./lifecycle/erase-tenant.ts";
import { deleteConversation } from "./lifecycle/operations/delete-conversation.ts";
import { deleteTenant } from "./lifecycle/operations/delete-tenant.ts";
import { editInteraction } from "./lifecycle/operations/edit-interaction.ts";
import { eraseUser } from "./lifecycle/operations/erase-user.ts";
import { exportUser } from "./lifecycle/operations/export-user.ts";
import { forgetInteraction } from "./lifecycle/operations/forget-interaction.ts";
import { rotateTenantKey } from "./lifecycle/operations/rotate-tenant-key.ts";
import { enforceRetention } from "./lifecycle/retention.ts";
import { rotateUser } from "./lifecycle/rotation.ts";
import { listMemoryReads } from "./reads/operations.ts";
import { sweepReads } from "./reads/sweep.ts";
import { embedUser, sweepUnembedded } from "./recall/embed-later.ts";
import { queryMemory } from "./recall/operations.ts";
import { searchMemory } from "./search/operations.ts";
import type { MemoryServices } from "./services.ts";
import { getTenant, updateTenant } from "./tenants/operations.ts";
import { registerTenant } from "./tenants/register.ts";
import { browseUsers, createUser, getUser, listUsers, updateUser } from "./users/operations.ts";
import {
  getWebhook,
  getWebhookSecret,
  listWebhookDeliveries,
  redeliverWebhook,
  rotateWebhookSecret,
} from "./webhooks/operations.ts";

/** Agents' memory of people: exchanges, recall and facts, encrypted per tenant. */
export const memory = defineFeature({
  operations: [
    registerTenant,
    getTenant,
    updateTenant,
    deleteTenant,
    createApiKey,
    listApiKeys,
    revokeApiKey,
    rotateApiKey,

    listMemoryReads,

    createUser,
    listUsers,
    browseUsers,
    getUser,
    updateUser,
    eraseUser,
    exportUser,

    createConversation,
    listConversations,
    getConversation,
    updateConversation,
    deleteConversation,

    ingestMemory,
    ingestBatch,
    importMemory,
    queryMemory,
    searchMemory,
    flushMemory,
    listInteractions,
    readConversation,
    getInteraction,
    editInteraction,
    forgetInteraction,
    listFacts,
    createFact,
    correctFact,
    forgetFact,
    listEntities,
    getEntity,
    rememberExchange,
    recallForPerson,
    factsOfPerson,
    forgetForPerson,

    getWebhook,
    getWebhookSecret,
    rotateWebhookSecret,
    listWebhookDeliveries,
    redeliverWebhook,

    rotateTenantKey,
  ],
  jobs: [
    handle(flushJob, (services: MemoryServices, { userId }) => flushUser(services, userId)),
    handle(learningJob, learnLater, { pool: "network" }),
    schedule("learn_left", minutely, sweepUnlearned),
    handle(embeddingJob, embedUser, { pool: "network" }),
    schedule("embed_left", minutely, sweepUnembedded),
    handle(rotationJob, rotateUser),
    schedule("flush_quiet", minutely, flushQuiet),
    schedule("sweep_memory_reads", daily(4, 33), sweepReads, { byAge: true }),
    schedule("enforce_retention", hourly(47), enforceRetention, { byAge: true }),
  ],
  eraseOrganization: async (database, organizationId) => {
    await eraseTenant(database, organizationId);
  },
  exampleCalls: memoryExamples,
});
