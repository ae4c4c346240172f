import type { Queryable } from "../../../platform/database/queryable.ts";
import type { MemoryServices } from "../services.ts";
import type { Tenant } from "../tenants/tenant.ts";
import type { Conversation, ConversationSecrets } from "./conversation.ts";
import type { ConversationRow } from "./store.ts";

/** A conversation as the API shows it. */
export async function openConversation(
  db: Queryable,
  { keychain }: Pick<MemoryServices, "keychain">,
  tenant: Tenant,
  row: Omit<ConversationRow, "number">,
): Promise<Conversation> {
  const sealing = await keychain.platform(db, tenant, row.keyVersion);
  const { title, metadata } = sealing.open<ConversationSecrets>(row.id, row.sealed);
  return {
    conversation_id: row.id,
    tenant_id: tenant.id,
    user_id: row.userId,
    title,
    metadata,
    message_count: row.messageCount,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}
