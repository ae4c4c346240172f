import { fail } from "../../../kernel/failure.ts";
import type { MemoryServices } from "../services.ts";
import type { Tenant } from "../tenants/tenant.ts";
import { lockUser, userById } from "../users/store.ts";
import type { ConversationSecrets } from "./conversation.ts";
import { createConversationIn } from "./create-conversation.ts";
import { conversationByRef } from "./store.ts";

/** The id of the user's conversation with this name (`ref`), which a caller gave it. Created on first use. */
export async function conversationNamed(
  services: MemoryServices,
  tenant: Tenant,
  userId: string,
  secrets: ConversationSecrets & { ref: string },
): Promise<string> {
  const { database, keychain } = services;
  const user = await userById(database, tenant.organizationId, userId);
  if (!user) throw fail.missing("user");
  const refHash = (await keychain.platform(database, tenant, user.keyVersion)).hash(secrets.ref);
  const known = await conversationByRef(database, userId, refHash);
  if (known) return known.id;
  return database.transaction(async (tx) => {
    const locked = await lockUser(tx, tenant.organizationId, userId);
    const sealing = await keychain.platform(tx, tenant, locked?.keyVersion);
    const meanwhile = await conversationByRef(tx, userId, sealing.hash(secrets.ref));
    return (meanwhile ?? (await createConversationIn(tx, services, tenant, userId, secrets))).id;
  });
}
