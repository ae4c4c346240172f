import { fail } from "../../kernel/failure.ts";
import type { Sealing } from "./sealing.ts";
import type { MemoryServices } from "./services.ts";
import type { Tenant } from "./tenants/tenant.ts";
import { userById } from "./users/store.ts";

// A rotation moves a user once; only a second one in the same moment would need more.
const attemptsMax = 3;

/**
 * Reads what is a user's with the key that it is under. When a rotation moves the user in between, what was read is
 * neither here nor there, and it is read again. Fails with `RESOURCE_NOT_FOUND` when the tenant has no such user.
 */
export async function withStableKey<Result>(
  { database, keychain }: Pick<MemoryServices, "database" | "keychain">,
  tenant: Tenant,
  userId: string,
  callersKey: string | undefined,
  read: (sealing: Sealing) => Promise<Result>,
): Promise<Result> {
  const versionOf = async () => (await userById(database, tenant.organizationId, userId))?.keyVersion;
  for (let attempt = 1; ; attempt++) {
    const version = await versionOf();
    if (version === undefined) throw fail.missing("user");
    const sealing = await keychain.memory(database, tenant, callersKey, version);
    const [outcome] = await Promise.allSettled([read(sealing)]);
    const moved = (await versionOf()) !== version;
    if (moved && attempt < attemptsMax) continue;
    if (outcome.status === "rejected") throw outcome.reason;
    return outcome.value;
  }
}
