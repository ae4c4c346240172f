import { createConversationIn } from "../conversations/create-conversation.ts";
import { conversationByRef } from "../conversations/store.ts";
import type { MemoryServices } from "../services.ts";
import { lockTenant } from "../tenants/store.ts";
import type { Tenant } from "../tenants/tenant.ts";
import { createUserIn } from "../users/create-user.ts";
import { findByRef } from "../users/sealed-user.ts";
import { lockUser, type UserRow } from "../users/store.ts";

/** The user with the agent's own id for them. Created on first use. */
export async function userOfAgent(
  services: MemoryServices,
  tenant: Tenant,
  externalRef: string,
): Promise<UserRow> {
  const { database, keychain } = services;
  const known = await findByRef(database, keychain, tenant, externalRef);
  if (known) return known;
  const secrets = { external_ref: externalRef, display_name: null, metadata: {} };
  return database.transaction(async (tx) => {
    // Of two simultaneous first exchanges, the second waits here and finds the user that the first created.
    await lockTenant(tx, tenant.organizationId);
    return (
      (await findByRef(tx, keychain, tenant, externalRef)) ?? createUserIn(tx, services, tenant, secrets)
    );
  });
}

/** The id of the user's conversation with the agent's own name for it. Created on first use. */
export async function conversationOfAgent(
  services: MemoryServices,
  tenant: Tenant,
  user: UserRow,
  name: string,
): Promise<string> {
  const { database, keychain } = services;
  const refHash = (await keychain.platform(database, tenant, user.keyVersion)).hash(name);
  const known = await conversationByRef(database, user.id, refHash);
  if (known) return known.id;
  return database.transaction(async (tx) => {
    const locked = await lockUser(tx, tenant.organizationId, user.id);
    const sealing = await keychain.platform(tx, tenant, locked?.keyVersion);
    const meanwhile = await conversationByRef(tx, user.id, sealing.hash(name));
    const secrets = { title: name, metadata: {}, ref: name };
    return (meanwhile ?? (await createConversationIn(tx, services, tenant, user.id, secrets))).id;
  });
}
