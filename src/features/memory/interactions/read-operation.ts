import { z } from "zod";
import { fail } from "../../../kernel/failure.ts";
import { ConversationId } from "../conversations/conversation.ts";
import { conversationById } from "../conversations/store.ts";
import { defineOperation } from "../services.ts";
import { callersTenant } from "../tenants/of-caller.ts";
import { EncryptionKey, Interaction, InteractionId } from "./interaction.ts";
import { openInteraction } from "./operations.ts";
import { interactionById, interactionsAround } from "./store.ts";

export const readConversation = defineOperation({
  name: "readConversation",
  noun: "Memory",
  summary: "Read a part of a conversation, in the order in which it came",
  description: "Its end, or what comes before, after or around one exchange.",
  access: { kind: "scope", scope: "memory:read" },
  input: z.strictObject({
    conversation_id: ConversationId,
    from: z
      .strictObject({ interaction_id: InteractionId, side: z.enum(["before", "after", "around"]) })
      .optional()
      .meta({ description: "Only `around` answers the exchange itself." }),
    limit: z.int().min(2).max(100).default(50),
    encryption_key: EncryptionKey,
  }),
  output: z.object({
    interactions: z.array(Interaction),
    earlier: z.boolean().meta({ description: "Whether there is something before these." }),
    later: z.boolean().meta({ description: "Whether there is something after these." }),
  }),
  fails: ["RESOURCE_NOT_FOUND"],
  async run(services, { conversation_id, from, limit, encryption_key }, caller) {
    const { database } = services;
    const tenant = await callersTenant(services, caller);
    const conversation = await conversationById(database, tenant.organizationId, conversation_id);
    if (!conversation) throw fail.missing("conversation");
    const at = from && (await interactionById(database, tenant.organizationId, from.interaction_id));
    if (from && at?.conversationId !== conversation.id) throw fail.missing("interaction");
    const side = from?.side ?? "before";
    // One more than asked for on either side tells whether there is more.
    const wanted = {
      before: side === "after" ? 0 : side === "around" ? Math.floor(limit / 2) : limit,
      after: side === "before" ? 0 : side === "around" ? Math.ceil(limit / 2) : limit,
    };
    const { before, after } = await interactionsAround(database, tenant.organizationId, conversation.id, {
      ordinal: at ? at.ordinal + (side === "after" ? 1 : 0) : null,
      before: wanted.before + 1,
      after: wanted.after + 1,
    });
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
