import { fail } from "../../../kernel/failure.ts";
import type { Queryable } from "../../../platform/database/queryable.ts";
import type { Tenant } from "../tenants/tenant.ts";
import { type ConversationRow, conversationById } from "./store.ts";

/** The conversation. Fails with `RESOURCE_NOT_FOUND` unless the conversation belongs to this user. */
export async function mustBeOfUser(
  db: Queryable,
  tenant: Tenant,
  conversationId: string,
  userId: string,
): Promise<ConversationRow> {
  const found = await conversationById(db, tenant.organizationId, conversationId);
  if (found?.userId !== userId) throw fail.missing("conversation");
  return found;
}
