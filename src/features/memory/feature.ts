import type { Feature } from "../../kernel/feature.ts";
import { handle, schedule } from "../../kernel/job.ts";
import { factsOfPerson, forgetForPerson, recallForPerson, rememberExchange } from "./agents/operations.ts";
import {
  createConversation,
  deleteConversation,
  getConversation,
  listConversations,
  updateConversation,
} from "./conversations/operations.ts";
import { learnLater, sweepUnlearned } from "./facts/learn-later.ts";
import { correctFact, forgetFact, listFacts } from "./facts/operations.ts";
import {
  flushMemory,
  forgetInteraction,
  getInteraction,
  ingestMemory,
  listInteractions,
} from "./interactions/operations.ts";
import { readConversation } from "./interactions/read-operation.ts";
import { embeddingJob, flushJob, learningJob, rotationJob } from "./jobs.ts";
import { embedUser, sweepUnembedded } from "./recall/embed-later.ts";
import { queryMemory } from "./recall/operations.ts";
import { enforceRetention, flushQuiet, flushUser } from "./retention.ts";
import { rotateUser } from "./rotation.ts";
import type { MemoryServices } from "./services.ts";
import { deleteTenant } from "./tenants/erase-operation.ts";
import { eraseTenant } from "./tenants/erase-tenant.ts";
import { createApiKey, listApiKeys, revokeApiKey, rotateApiKey } from "./tenants/key-operations.ts";
import { getTenant, registerTenant, updateTenant } from "./tenants/operations.ts";
import { rotateTenantKey } from "./tenants/rotate-operation.ts";
import {
  getWebhook,
  getWebhookSecret,
  listWebhookDeliveries,
  redeliverWebhook,
  rotateWebhookSecret,
} from "./tenants/webhook-operations.ts";
import { browseUsers } from "./users/browse-operation.ts";
import { exportUser } from "./users/export-operation.ts";
import { createUser, eraseUser, getUser, listUsers, updateUser } from "./users/operations.ts";

/** Memory that agents keep of people: ingest, recall and facts, sealed for each tenant. */
export const memory = {
  operations: [
    registerTenant,
    getTenant,
    updateTenant,
    deleteTenant,
    createApiKey,
    listApiKeys,
    revokeApiKey,
    rotateApiKey,

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
    queryMemory,
    flushMemory,
    listInteractions,
    readConversation,
    getInteraction,
    forgetInteraction,
    listFacts,
    correctFact,
    forgetFact,
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
    handle(learningJob, learnLater, { waits: true }),
    schedule("learn_left", "* * * * *", sweepUnlearned),
    handle(embeddingJob, embedUser, { waits: true }),
    schedule("embed_left", "* * * * *", sweepUnembedded),
    handle(rotationJob, rotateUser),
    schedule("flush_quiet", "* * * * *", flushQuiet),
    schedule("enforce_retention", "47 * * * *", enforceRetention),
  ],
  eraseOrganization: async (database, organizationId) => {
    await eraseTenant(database, organizationId);
  },
} as const satisfies Feature;
