import { z } from "zod";
import { fail } from "../../../kernel/failure.ts";
import { text } from "../../../kernel/fields.ts";
import { ConversationId } from "../conversations/conversation.ts";
import { conversationById } from "../conversations/store.ts";
import { limitAndOffset } from "../paging.ts";
import type { MemoryServices } from "../services.ts";
import { defineOperation } from "../services.ts";
import { callersTenant } from "../tenants/of-caller.ts";
import type { Tenant } from "../tenants/tenant.ts";
import { lockUser, userById } from "../users/store.ts";
import { Metadata, UserId } from "../users/user.ts";
import { eraseInteractions } from "./erase.ts";
import { flushBuffer } from "./flush.ts";
import { onceFor } from "./idempotency.ts";
import { ingest } from "./ingest.ts";
import {
  EncryptionKey,
  encryptionHeader,
  Interaction,
  InteractionId,
  type InteractionSecrets,
  Message,
} from "./interaction.ts";
import * as store from "./store.ts";

export const ingestMemory = defineOperation({
  name: "ingestMemory",
  noun: "Memory",
  summary: "Remember an exchange",
  description:
    "Durable when answered, and findable at once. With an `Idempotency-Key` header, asking again within 24 hours answers the " +
    "same and stores nothing twice.",
  access: { kind: "scope", scope: "memory:write" },
  input: z.strictObject({
    user_id: UserId,
    conversation_id: ConversationId,
    user_message: Message,
    agent_response: Message,
    metadata: Metadata.default({}),
    timestamp: z.iso
      .datetime({ offset: true, error: "must be a time like 2026-01-31T12:00:00Z" })
      .optional()
      .meta({ description: "When it was said; now when not given." }),
    encryption_key: EncryptionKey,
    idempotency_key: text(255)
      .min(1)
      .optional()
      .meta({ description: "Any text of your own, new for each exchange: asked again, it is stored once." }),
  }),
  output: z.object({
    success: z.literal(true),
    interaction_id: z.string(),
    buffered: z.boolean(),
    buffer_size: z.int(),
    message: z.string(),
  }),
  fails: ["RESOURCE_NOT_FOUND", "CONFLICT"],
  memory: {
    method: "POST",
    path: "/memory/ingest",
    status: 201,
    headers: { ...encryptionHeader, idempotency_key: "idempotency-key" },
  },
  async run(services, { encryption_key, idempotency_key, ...said }, caller) {
    const tenant = await callersTenant(services, caller);
    const exchange = {
      userId: said.user_id,
      conversationId: said.conversation_id,
      user_message: said.user_message,
      agent_response: said.agent_response,
      metadata: said.metadata,
      saidAt: said.timestamp ? new Date(said.timestamp) : services.clock.now(),
    };
    const { interactionId, bufferSize } = await onceFor(services, tenant, idempotency_key, said, (once) =>
      ingest(services, tenant, exchange, encryption_key, once),
    );
    return {
      success: true as const,
      interaction_id: interactionId,
      buffered: true,
      buffer_size: bufferSize,
      message: "Interaction queued for processing",
    };
  },
});

export const flushMemory = defineOperation({
  name: "flushMemory",
  noun: "Memory",
  summary: "Move a user's buffered exchanges into the index",
  description: "Answers when it is done. Nothing depends on it: buffered exchanges are found as well.",
  access: { kind: "scope", scope: "memory:write" },
  input: z.strictObject({ user_id: UserId, conversation_id: ConversationId.optional() }),
  output: z.object({
    success: z.literal(true),
    flushed_count: z.int(),
    conversation_ids: z.array(z.string()),
    message: z.string(),
  }),
  fails: ["RESOURCE_NOT_FOUND"],
  memory: { method: "POST", path: "/memory/flush" },
  async run(services, { user_id, conversation_id }, caller) {
    const { database, clock } = services;
    const tenant = await callersTenant(services, caller);
    if (conversation_id !== undefined) await mustBeOf(services, tenant, user_id, conversation_id);
    const { count, conversationIds } = await database.transaction(async (tx) => {
      if (!(await lockUser(tx, tenant.organizationId, user_id))) throw fail.missing("user");
      return flushBuffer(tx, tenant.organizationId, user_id, clock.now(), conversation_id);
    });
    const message = `Flushed ${count} ${count === 1 ? "interaction" : "interactions"}`;
    return { success: true as const, flushed_count: count, conversation_ids: conversationIds, message };
  },
});

export const getInteraction = defineOperation({
  name: "getInteraction",
  noun: "Memory",
  summary: "Read an exchange back",
  access: { kind: "scope", scope: "memory:read" },
  input: z.strictObject({ interaction_id: InteractionId, encryption_key: EncryptionKey }),
  output: Interaction,
  fails: ["RESOURCE_NOT_FOUND"],
  memory: { method: "GET", path: "/memory/interactions/:interaction_id", headers: encryptionHeader },
  async run(services, { interaction_id, encryption_key }, caller) {
    const tenant = await callersTenant(services, caller);
    const row = await store.interactionById(services.database, tenant.organizationId, interaction_id);
    if (!row) throw fail.missing("interaction");
    return openInteraction(services, tenant, row, encryption_key);
  },
});

export const listInteractions = defineOperation({
  name: "listInteractions",
  noun: "Memory",
  summary: "List a user's exchanges, newest first",
  access: { kind: "scope", scope: "memory:read" },
  input: z.strictObject({
    user_id: UserId,
    conversation_id: ConversationId.optional(),
    ...limitAndOffset,
    encryption_key: EncryptionKey,
  }),
  output: z.object({ interactions: z.array(Interaction), total: z.int(), limit: z.int(), offset: z.int() }),
  fails: ["RESOURCE_NOT_FOUND"],
  memory: { method: "GET", path: "/memory/interactions", headers: encryptionHeader },
  async run(services, { user_id, conversation_id, limit, offset, encryption_key }, caller) {
    const { database } = services;
    const tenant = await callersTenant(services, caller);
    if (!(await userById(database, tenant.organizationId, user_id))) throw fail.missing("user");
    const page = { userId: user_id, conversationId: conversation_id, limit, offset };
    const { rows, total } = await store.interactionsPage(database, tenant.organizationId, page);
    const interactions = await Promise.all(
      rows.map((row) => openInteraction(services, tenant, row, encryption_key)),
    );
    return { interactions, total, limit, offset };
  },
});

export const forgetInteraction = defineOperation({
  name: "forgetInteraction",
  noun: "Memory",
  summary: "Forget an exchange",
  description: "Its words, its places in the index and the facts that rest on it go at once and for good.",
  access: { kind: "scope", scope: "memory:write" },
  input: z.strictObject({ interaction_id: InteractionId }),
  output: z.object({
    success: z.literal(true),
    interaction_id: z.string(),
    erased: z.object({ interactions: z.int(), facts: z.int() }),
  }),
  fails: ["RESOURCE_NOT_FOUND"],
  memory: { method: "DELETE", path: "/memory/interactions/:interaction_id" },
  audit: () => ({}),
  async run(services, { interaction_id }, caller) {
    const tenant = await callersTenant(services, caller);
    const erased = await services.database.transaction(async (tx) => {
      const row = await store.interactionById(tx, tenant.organizationId, interaction_id);
      if (!row) throw fail.missing("interaction");
      await lockUser(tx, tenant.organizationId, row.userId);
      return eraseInteractions(tx, row.userId, { interactionId: row.id });
    });
    return { success: true as const, interaction_id, erased };
  },
});

/** An exchange as the API shows it. */
export async function openInteraction(
  { database, keychain }: MemoryServices,
  tenant: Tenant,
  row: store.InteractionRow,
  callersKey: string | undefined,
): Promise<Interaction> {
  const sealing = await keychain.memory(database, tenant, callersKey, row.keyVersion);
  return {
    interaction_id: row.id,
    user_id: row.userId,
    conversation_id: row.conversationId,
    ...sealing.open<InteractionSecrets>(row.id, row.sealed),
    timestamp: row.saidAt.toISOString(),
    buffered: row.buffered,
  };
}

/** Fails unless the conversation is this user's. */
export async function mustBeOf(
  { database }: MemoryServices,
  tenant: Tenant,
  userId: string,
  conversationId: string,
): Promise<void> {
  const found = await conversationById(database, tenant.organizationId, conversationId);
  if (found?.userId !== userId) throw fail.missing("conversation");
}
