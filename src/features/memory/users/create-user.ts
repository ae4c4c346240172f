import { fail } from "../../../kernel/failure.ts";
import type { Queryable } from "../../../platform/database/queryable.ts";
import { newId } from "../ids.ts";
import type { MemoryServices } from "../services.ts";
import { lockTenant } from "../tenants/store.ts";
import type { Tenant } from "../tenants/tenant.ts";
import { findByRef } from "./sealed-user.ts";
import { countUsers, insertUser, type UserRow } from "./store.ts";
import type { UserSecrets } from "./user.ts";

/** Creates a user inside a transaction, within the tenant's limit, under a reference that nobody else has. */
export async function createUserIn(
  tx: Queryable,
  { keychain, clock }: Pick<MemoryServices, "keychain" | "clock">,
  { organizationId }: Pick<Tenant, "organizationId">,
  secrets: UserSecrets,
): Promise<UserRow> {
  // One at a time for a tenant: counting and looking the reference up must hold until the insert.
  const tenant = await lockTenant(tx, organizationId);
  const { max_users } = tenant.settings;
  if ((await countUsers(tx, tenant.organizationId)) >= max_users) {
    throw fail.forbidden(`This tenant holds at most ${max_users} users (setting max_users).`);
  }
  if (secrets.external_ref !== null && (await findByRef(tx, keychain, tenant, secrets.external_ref))) {
    throw fail.conflict("external_ref: belongs to another user of this tenant.");
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
