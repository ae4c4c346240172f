import { fail } from "../../../kernel/failure.ts";
import type { Queryable } from "../../../platform/database/queryable.ts";
import type { Tenant } from "../tenants/tenant.ts";
import { lockUser } from "../users/store.ts";
import { type ConversationRow, conversationById } from "./store.ts";

/** A conversation, with its user locked so that ingest and erasure take turns. Fails with `RESOURCE_NOT_FOUND`. */
export async function lockConversation(tx: Queryable, tenant: Tenant, id: string): Promise<ConversationRow> {
  const row = await conversationById(tx, tenant.organizationId, id);
  if (!row) throw fail.missing("conversation");
  await lockUser(tx, tenant.organizationId, row.userId);
  const locked = await conversationById(tx, tenant.organizationId, id);
  if (!locked) throw fail.missing("conversation"); // deleted while this waited for the lock
  return locked;
}
