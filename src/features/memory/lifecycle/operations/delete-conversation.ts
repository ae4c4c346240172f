import { z } from "zod";
import { ConversationId } from "../../conversations/conversation.ts";
import { lockConversation } from "../../conversations/lock-conversation.ts";
import { deleteConversation as deleteRow } from "../../conversations/store.ts";
import { isAbout } from "../../reads/note-read.ts";
import { defineOperation } from "../../services.ts";
import { callersTenant } from "../../tenants/of-caller.ts";
import { eraseInteractions } from "../erase-interactions.ts";

export const deleteConversation = defineOperation({
  name: "deleteConversation",
  noun: "Conversations",
  summary: "Delete a conversation with its exchanges",
  description: "Facts learned from them are deleted too.",
  access: { kind: "scope", scope: "conversations:write" },
  input: z.strictObject({ conversation_id: ConversationId }),
  output: z.object({
    success: z.literal(true),
    conversation_id: z.string(),
    erased: z.object({ interactions: z.int(), facts: z.int() }),
  }),
  fails: ["RESOURCE_NOT_FOUND"],
  memory: { method: "DELETE", path: "/conversations/:conversation_id" },
  audit: () => ({}),
  async run(services, { conversation_id }, caller) {
    const tenant = await callersTenant(services, caller);
    const erased = await services.database.transaction(async (tx) => {
      const row = await lockConversation(tx, tenant, conversation_id);
      isAbout(caller, row.userId);
      const counts = await eraseInteractions(tx, row.userId, { conversationId: row.id });
      await deleteRow(tx, tenant.organizationId, row.id);
      return counts;
    });
    return { success: true as const, conversation_id, erased };
  },
});
