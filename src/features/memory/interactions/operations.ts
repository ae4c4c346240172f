import { z } from "zod";
import { fail } from "../../../kernel/failure.ts";
import { ConversationId } from "../conversations/conversation.ts";
import { conversationById } from "../conversations/store.ts";
import { limitAndOffset } from "../paging.ts";
import { isAbout } from "../reads/note-read.ts";
import { EncryptionKey, encryptionHeader } from "../sealing/encryption-key.ts";
import { defineOperation } from "../services.ts";
import { callersTenant } from "../tenants/of-caller.ts";
import { userById } from "../users/store.ts";
import { UserId } from "../users/user.ts";
import { Interaction, InteractionId } from "./interaction.ts";
import { openInteraction } from "./open-interaction.ts";
import * as store from "./store.ts";

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

export const readConversation = defineOperation({
  name: "readConversation",
  noun: "Memory",
  summary: "Read part of a conversation, oldest first",
  description: "Reads the end, or the exchanges before, after or around one exchange.",
  access: { kind: "scope", scope: "memory:read" },
  input: z.strictObject({
    conversation_id: ConversationId,
    from: z
      .strictObject({ interaction_id: InteractionId, side: z.enum(["before", "after", "around"]) })
      .optional()
      .meta({ description: "Only `around` includes the exchange itself." }),
    limit: z.int().min(2).max(100).default(50),
    encryption_key: EncryptionKey,
  }),
  output: z.object({
    interactions: z.array(Interaction),
    earlier: z.boolean().meta({ description: "Whether there are earlier exchanges." }),
    later: z.boolean().meta({ description: "Whether there are later exchanges." }),
  }),
  fails: ["RESOURCE_NOT_FOUND"],
  async run(services, { conversation_id, from, limit, encryption_key }, caller) {
    const { database } = services;
    const tenant = await callersTenant(services, caller);
    const conversation = await conversationById(database, tenant.organizationId, conversation_id);
    if (!conversation) throw fail.missing("conversation");
    isAbout(caller, conversation.userId);
    const at = from && (await store.interactionById(database, tenant.organizationId, from.interaction_id));
    if (from && at?.conversationId !== conversation.id) throw fail.missing("interaction");
    const side = from?.side ?? "before";
    // One more than asked for on each side, to know whether there are more.
    const wanted = {
      before: side === "after" ? 0 : side === "around" ? Math.floor(limit / 2) : limit,
      after: side === "before" ? 0 : side === "around" ? Math.ceil(limit / 2) : limit,
    };
    const { before, after } = await store.interactionsAround(
      database,
      tenant.organizationId,
      conversation.id,
      {
        ordinal: at ? at.ordinal + (side === "after" ? 1 : 0) : null,
        before: wanted.before + 1,
        after: wanted.after + 1,
      },
    );
    const rows = [...before.slice(0, wanted.before).toReversed(), ...after.slice(0, wanted.after)];
    return {
      interactions: await Promise.all(
        rows.map((row) => openInteraction(services, tenant, row, encryption_key)),
      ),
      earlier: before.length > wanted.before,
      later: after.length > wanted.after,
    };
  },
});
