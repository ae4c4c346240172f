import { fail } from "../../../kernel/failure.ts";
import type { Queryable } from "../../../platform/database/queryable.ts";
import { newId } from "../ids.ts";
import type { MemoryServices } from "../services.ts";
import { countUsers, lockTenant } from "../tenants/store.ts";
import type { Tenant } from "../tenants/tenant.ts";
import { findByRef } from "./sealed-user.ts";
import { insertUser, type UserRow } from "./store.ts";
import type { UserSecrets } from "./user.ts";

/** Creates a user in this transaction. Fails if the tenant is full or another user has the reference. */
export async function createUserIn(
  tx: Queryable,
  { keychain, clock }: Pick<MemoryServices, "keychain" | "clock">,
  { organizationId }: Pick<Tenant, "organizationId">,
  secrets: UserSecrets,
): Promise<UserRow> {
  // The lock keeps the count and the lookup of the reference valid until the insert.
  const tenant = await lockTenant(tx, organizationId);
  const { max_users } = tenant.settings;
  if ((await countUsers(tx, tenant.organizationId)) >= max_users) {
    throw fail.forbidden(`This tenant can have up to ${max_users} users (setting max_users).`);
  }
  if (secrets.external_ref !== null && (await findByRef(tx, keychain, tenant, secrets.external_ref))) {
    throw fail.conflict("external_ref: already belongs to another user of this tenant.");
  }
  const sealing = await keychain.platform(tx, tenant);
  const id = newId("usr");
  const createdAt = clock.now();
  const sealed = sealing.seal(id, secrets);
  await insertUser(tx, tenant.organizationId, {
    id,
    keyVersion: sealing.version,
    externalRefHash: secrets.external_ref === null ? null : sealing.hash(secrets.external_ref),
    sealed,
    createdAt,
  });
  return { id, keyVersion: sealing.version, sealed, createdAt, updatedAt: createdAt };
}
