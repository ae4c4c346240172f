import { openKeychain } from "../../features/memory/sealing/keychain.ts";
import { tenantsOf } from "../../features/memory/tenants/store.ts";
import type { Side } from "./sealed-rows.ts";

/** An organization on a server. */
export async function openSide({
  db,
  secret,
  organizationId,
  now,
}: Pick<Side, "db" | "secret" | "organizationId" | "now">): Promise<Side> {
  const keychain = openKeychain(secret);
  const [tenant] = await tenantsOf(db, [organizationId]);
  return {
    db,
    secret,
    organizationId,
    now,
    isByok: tenant?.settings.encryption_mode === "byok",
    keyVersion: tenant?.keyVersion ?? 1,
    keyVersions: new Map(),
    async sealing(version) {
      if (!tenant) throw new Error("There is memory without a tenant.");
      return keychain.platform(db, tenant, version);
    },
  };
}
