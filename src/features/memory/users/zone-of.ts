import type { MemoryServices } from "../services.ts";
import type { Tenant } from "../tenants/tenant.ts";
import { type Zone, zoneNamed } from "../time/zone.ts";
import type { UserState } from "./store.ts";
import type { UserSecrets } from "./user.ts";

/** The user's time zone. It is the tenant's data about the user, so it has the platform's key. */
export async function zoneOf(
  { database, keychain }: Pick<MemoryServices, "database" | "keychain">,
  tenant: Tenant,
  { id, keyVersion, sealed }: UserState,
): Promise<Zone> {
  const sealing = await keychain.platform(database, tenant, keyVersion);
  return zoneNamed(sealing.open<UserSecrets>(id, sealed).time_zone ?? null);
}
