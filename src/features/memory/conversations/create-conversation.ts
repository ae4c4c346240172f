import { fail } from "../../../kernel/failure.ts";
import type { Queryable } from "../../../platform/database/queryable.ts";
import { newId } from "../ids.ts";
import type { MemoryServices } from "../services.ts";
import type { Tenant } from "../tenants/tenant.ts";
import { lockUser } from "../users/store.ts";
import type { ConversationSecrets } from "./conversation.ts";
import { type ConversationRow, countConversations, insertConversation } from "./store.ts";

/** Creates a conversation inside a transaction, within the tenant's limit for one user. */
export async function createConversationIn(
  tx: Queryable,
  { keychain, clock }: Pick<MemoryServices, "keychain" | "clock">,
  tenant: Tenant,
  userId: string,
  secrets: ConversationSecrets,
): Promise<Omit<ConversationRow, "number">> {
  const user = await lockUser(tx, tenant.organizationId, userId);
  if (!user) throw fail.missing("user");
  const { max_conversations_per_user: most } = tenant.settings;
  if ((await countConversations(tx, tenant.organizationId, userId)) >= most) {
    throw fail.forbidden(`A user can have up to ${most} conversations (setting max_conversations_per_user).`);
  }
  const sealing = await keychain.platform(tx, tenant, user.keyVersion);
  const id = newId("conv");
  const createdAt = clock.now();
  const sealed = sealing.seal(id, secrets);
  const refHash = secrets.ref === undefined ? null : sealing.hash(secrets.ref);
  await insertConversation(tx, tenant.organizationId, { id, userId, refHash, sealed, createdAt });
  return {
    id,
    userId,
    keyVersion: user.keyVersion,
    sealed,
    messageCount: 0,
    createdAt,
    updatedAt: createdAt,
  };
}
