import type { Queryable } from "../../../platform/database/queryable.ts";
import type { Keychain } from "../sealing/keychain.ts";
import { keyVersionsOf } from "../sealing/store.ts";
import type { Tenant } from "../tenants/tenant.ts";
import { type UserRow, userByRef } from "./store.ts";
import type { User, UserSecrets } from "./user.ts";

/** A user as the API shows it. */
export async function openUser(
  db: Queryable,
  keychain: Keychain,
  tenant: Tenant,
  row: UserRow,
): Promise<User> {
  const sealing = await keychain.platform(db, tenant, row.keyVersion);
  const {
    external_ref,
    display_name,
    time_zone = null,
    metadata,
  } = sealing.open<UserSecrets>(row.id, row.sealed);
  return {
    user_id: row.id,
    tenant_id: tenant.id,
    external_ref,
    display_name,
    time_zone,
    metadata,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}

/** The user with this `external_ref`. */
export async function findByRef(
  db: Queryable,
  keychain: Keychain,
  tenant: Tenant,
  externalRef: string,
): Promise<UserRow | undefined> {
  const versions = await keyVersionsOf(db, tenant.organizationId);
  const hashes = await Promise.all(
    versions.map(async (version) => (await keychain.platform(db, tenant, version)).hash(externalRef)),
  );
  return userByRef(db, tenant.organizationId, hashes);
}
