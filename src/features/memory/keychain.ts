import { hkdfSync } from "node:crypto";
import { LRUCache } from "lru-cache";
import sql from "sql-template-tag";
import { fail } from "../../kernel/failure.ts";
import type { Queryable } from "../../platform/database/queryable.ts";
import type { Secret } from "../../platform/secret.ts";
import { type Sealing, sealingWith } from "./sealing.ts";
import type { Tenant } from "./tenants/tenant.ts";

/** Opens and seals a user's memory under whatever version of the key it is under. */
export type SealingOf = (db: Queryable, version: number) => Promise<Sealing>;

export interface Keychain {
  /** What seals users, conversations and everything else that no caller's own key covers. */
  platform(db: Queryable, tenant: TenantKeys, version?: number): Promise<Sealing>;
  /**
   * What seals exchanges and facts: the same, or the caller's own key (base64, 32 bytes) where the tenant brings its own.
   * Throws `BAD_USER_INPUT` when that is missing or wrong.
   */
  memory(
    db: Queryable,
    tenant: TenantKeys,
    callersKey: string | undefined,
    version?: number,
  ): Promise<Sealing>;
}

export type TenantKeys = Pick<Tenant, "organizationId" | "id" | "keyVersion" | "settings" | "byokCheck">;

// 100 bytes each, and deriving one takes a query: every tenant that is active at a time.
const sealingsMax = 5_000;
// 10 MB at most. What people say is the same few thousand words, and looking one up takes a tenth of hashing it.
const termsMax = 50_000;

/** Derives tenants' keys from the server's secret and each tenant's salt, and remembers them. */
export function openKeychain(secret: Secret): Keychain {
  const remembered = new LRUCache<string, Sealing>({ max: sealingsMax });
  const terms = new LRUCache<string, string>({ max: termsMax });

  /** The same, with the hashes of the terms that were asked for most lately. */
  function rememberingTerms(sealing: Sealing, slot: string): Sealing {
    return {
      ...sealing,
      term(text) {
        const name = `${slot} ${text}`;
        const known = terms.get(name);
        if (known !== undefined) return Buffer.from(known, "latin1");
        const hashed = sealing.term(text);
        terms.set(name, hashed.toString("latin1"));
        return hashed;
      },
    };
  }

  async function derived(
    db: Queryable,
    tenant: TenantKeys,
    version: number,
    own: Buffer | undefined,
  ): Promise<Sealing> {
    const slot = `${tenant.id} ${version} ${own?.toString("base64") ?? ""}`;
    const known = remembered.get(slot);
    if (known) return known;
    const { salt } = await db.one<{ salt: Buffer }>(
      sql`select salt from tenant_keys where organization_id = ${tenant.organizationId} and version = ${version}`,
    );
    const key = own
      ? Buffer.from(hkdfSync("sha256", own, salt, "rookery tenant", 32))
      : secret.derive(salt, "rookery tenant");
    const sealing = sealingWith(key, tenant.id, version);
    // A tenant's own key is in use for the length of a call, and nothing of it is remembered.
    if (own) return sealing;
    const remembering = rememberingTerms(sealing, slot);
    remembered.set(slot, remembering);
    return remembering;
  }

  return {
    platform: (db, tenant, version = tenant.keyVersion) => derived(db, tenant, version, undefined),
    async memory(db, tenant, callersKey, version = tenant.keyVersion) {
      if (tenant.settings.encryption_mode !== "byok") return derived(db, tenant, version, undefined);
      const own = Buffer.from(callersKey ?? "", "base64");
      if (own.length !== 32)
        throw fail.input("Send this tenant's own key as 'X-Encryption-Key': 32 bytes in base64.");
      const sealing = await derived(db, tenant, version, own);
      await checkOwnKey(db, tenant, own);
      return sealing;
    },
  };
}

/** The first key that a tenant brings is its key; a later one must be the same. */
async function checkOwnKey(db: Queryable, tenant: TenantKeys, own: Buffer): Promise<void> {
  const check = Buffer.from(hkdfSync("sha256", own, tenant.id, "rookery tenant check", 32));
  const { stored } = tenant.byokCheck
    ? { stored: tenant.byokCheck }
    : await db.one<{ stored: Buffer }>(
        sql`update tenants set byok_check = coalesce(byok_check, ${check}) where organization_id = ${tenant.organizationId}
            returning byok_check as stored`,
      );
  if (!stored.equals(check)) throw fail.input("X-Encryption-Key is not this tenant's key.");
}
