import { fail } from "../../../kernel/failure.ts";
import type { Sealing } from "../sealing/sealing.ts";
import type { MemoryServices } from "../services.ts";
import type { Tenant } from "../tenants/tenant.ts";
import { type UserState, userState } from "./store.ts";

// A rotation moves a user once. Only a second rotation within the same call needs a third attempt.
const attemptsMax = 3;

/** Thrown by a read if the user's key version differs from that of its sealing. */
export class KeyMoved extends Error {
  override readonly name = "KeyMoved";
}

/**
 * Reads a user's memory with the version of the key that encrypts it. If a rotation moves the user meanwhile, `read` runs
 * again with the new version: records of another version cannot be decrypted. A lookup by keyed hashes would only find
 * nothing, so it must compare versions in the same statement and throw `KeyMoved`. Fails with `RESOURCE_NOT_FOUND` if the
 * tenant has no such user.
 */
export async function withStableKey<Result>(
  { database, keychain }: Pick<MemoryServices, "database" | "keychain">,
  tenant: Tenant,
  userId: string,
  callersKey: string | undefined,
  read: (sealing: Sealing, user: UserState) => Promise<Result>,
): Promise<Result> {
  const current = async () => {
    const user = await userState(database, tenant.organizationId, userId);
    if (!user) throw fail.missing("user");
    return user;
  };
  let user = await current();
  for (let attempt = 1; ; attempt++) {
    try {
      return await read(await keychain.memory(database, tenant, callersKey, user.keyVersion), user);
    } catch (error) {
      if (attempt === attemptsMax) throw error;
      const now = await current();
      if (now.keyVersion === user.keyVersion && !(error instanceof KeyMoved)) throw error;
      user = now;
    }
  }
}
