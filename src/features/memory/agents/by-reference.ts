import type { MemoryServices } from "../services.ts";
import { lockTenant } from "../tenants/store.ts";
import type { Tenant } from "../tenants/tenant.ts";
import { createUserIn } from "../users/create-user.ts";
import { findByRef } from "../users/sealed-user.ts";
import type { UserRow } from "../users/store.ts";

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
