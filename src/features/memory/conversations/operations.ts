import { z } from "zod";
import { fail } from "../../../kernel/failure.ts";
import { limitAndOffset } from "../paging.ts";
import { defineOperation } from "../services.ts";
import { callersTenant } from "../tenants/of-caller.ts";
import { userById } from "../users/store.ts";
import { Metadata, UserId } from "../users/user.ts";
import { Conversation, ConversationId, type ConversationSecrets, Title } from "./conversation.ts";
import { createConversationIn } from "./create-conversation.ts";
import { lockConversation } from "./lock-conversation.ts";
import { openConversation } from "./open-conversation.ts";
import * as store from "./store.ts";

export const createConversation = defineOperation({
  name: "createConversation",
  noun: "Conversations",
  summary: "Create a conversation of a user",
  access: { kind: "scope", scope: "conversations:write" },
  input: z.strictObject({
    user_id: UserId,
    title: Title.nullable().optional(),
    metadata: Metadata.default({}),
  }),
  output: Conversation,
  fails: ["RESOURCE_NOT_FOUND", "FORBIDDEN"],
  memory: { method: "POST", path: "/conversations", status: 201 },
  async run(services, { user_id, title = null, metadata }, caller) {
    const tenant = await callersTenant(services, caller);
    return services.database.transaction(async (tx) => {
      const row = await createConversationIn(tx, services, tenant, user_id, { title, metadata });
      return openConversation(tx, services, tenant, row);
    });
  },
});

export const listConversations = defineOperation({
  name: "listConversations",
  noun: "Conversations",
  summary: "List a user's conversations",
  access: { kind: "scope", scope: "conversations:read" },
  input: z.strictObject({ user_id: UserId, ...limitAndOffset }),
  output: z.object({ conversations: z.array(Conversation), total: z.int(), limit: z.int(), offset: z.int() }),
  fails: ["RESOURCE_NOT_FOUND"],
  memory: { method: "GET", path: "/conversations" },
  async run(services, { user_id, limit, offset }, caller) {
    const { database } = services;
    const tenant = await callersTenant(services, caller);
    if (!(await userById(database, tenant.organizationId, user_id))) throw fail.missing("user");
    const { rows, total } = await store.conversationsPage(database, tenant.organizationId, user_id, {
      limit,
      offset,
    });
    const conversations = await Promise.all(
      rows.map((row) => openConversation(database, services, tenant, row)),
    );
    return { conversations, total, limit, offset };
  },
});

export const getConversation = defineOperation({
  name: "getConversation",
  noun: "Conversations",
  summary: "Get a conversation",
  access: { kind: "scope", scope: "conversations:read" },
  input: z.strictObject({ conversation_id: ConversationId }),
  output: Conversation,
  fails: ["RESOURCE_NOT_FOUND"],
  memory: { method: "GET", path: "/conversations/:conversation_id" },
  async run(services, { conversation_id }, caller) {
    const tenant = await callersTenant(services, caller);
    const row = await store.conversationById(services.database, tenant.organizationId, conversation_id);
    if (!row) throw fail.missing("conversation");
    return openConversation(services.database, services, tenant, row);
  },
});

export const updateConversation = defineOperation({
  name: "updateConversation",
  noun: "Conversations",
  summary: "Change a conversation's title or metadata",
  access: { kind: "scope", scope: "conversations:write" },
  input: z.strictObject({
    conversation_id: ConversationId,
    title: Title.nullable().optional(),
    metadata: Metadata.optional(),
  }),
  output: Conversation,
  fails: ["RESOURCE_NOT_FOUND"],
  memory: { method: "PATCH", path: "/conversations/:conversation_id" },
  async run(services, { conversation_id, title, metadata }, caller) {
    const { database, keychain, clock } = services;
    const tenant = await callersTenant(services, caller);
    return database.transaction(async (tx) => {
      const row = await lockConversation(tx, tenant, conversation_id);
      const sealing = await keychain.platform(tx, tenant, row.keyVersion);
      const before = sealing.open<ConversationSecrets>(row.id, row.sealed);
      const after = {
        ...before,
        title: title === undefined ? before.title : title,
        metadata: metadata ?? before.metadata,
      };
      await store.updateConversation(tx, tenant.organizationId, {
        id: row.id,
        sealed: sealing.seal(row.id, after),
        at: clock.now(),
      });
      return openConversation(tx, services, tenant, await lockConversation(tx, tenant, conversation_id));
    });
  },
});
