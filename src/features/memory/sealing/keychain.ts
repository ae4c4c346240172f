import { hkdfSync } from "node:crypto";
import { LRUCache } from "lru-cache";
import { fail } from "../../../kernel/failure.ts";
import type { Queryable } from "../../../platform/database/queryable.ts";
import { recentByOwner } from "../../../platform/recent.ts";
import type { Secret } from "../../../platform/secret.ts";
import type { Tenant } from "../tenants/tenant.ts";
import { platformKey } from "./platform-key.ts";
import { type Sealing, sealingWith } from "./sealing.ts";
import { keepKeyCheck, keySource } from "./store.ts";

/** Returns the sealing with a version of the tenant's key. */
export type SealingOf = (db: Queryable, version: number) => Promise<Sealing>;

export interface Keychain {
  /** For users, conversations and everything else that a tenant's own key does not encrypt. */
  platform(db: Queryable, tenant: TenantKeys, version?: number): Promise<Sealing>;
  /**
   * For exchanges and facts. Uses the platform's key, or the caller's (base64, 32 bytes) if the tenant has its own. Throws
   * `BAD_USER_INPUT` if that key is missing or wrong.
   */
  memory(
    db: Queryable,
    tenant: TenantKeys,
    callersKey: string | undefined,
    version?: number,
  ): Promise<Sealing>;
}

export type TenantKeys = Pick<Tenant, "organizationId" | "id" | "keyVersion" | "settings" | "byokCheck">;

// Deriving a key takes a query. An entry has about 100 bytes, so every active tenant fits.
const sealingsMax = 5_000;
// At most 10 MB. People use the same few thousand words, and a lookup takes a tenth of the time of a hash.
const termsMax = 25_000;
const rememberedLetters = 64;

/** Derives tenants' keys from the server's secret and each tenant's salt, and caches them. */
export function openKeychain(secret: Secret): Keychain {
  const sealings = new LRUCache<string, Sealing>({ max: sealingsMax });
  const termsOf = recentByOwner<string>(termsMax);

  /** The same sealing, with a cache of the hashes of recent terms. */
  function cachingTerms(sealing: Sealing, slot: string): Sealing {
    const terms = termsOf(slot);
    const termText = (text: string) =>
      text.length > rememberedLetters
        ? sealing.termText(text)
        : (terms.get(text) ?? terms.set(text, sealing.termText(text)));
    return { ...sealing, termText, term: (text) => Buffer.from(termText(text), "latin1") };
  }

  async function derived(
    db: Queryable,
    tenant: TenantKeys,
    version: number,
    own: Buffer | undefined,
  ): Promise<Sealing> {
    const slot = `${tenant.id} ${version} ${own?.toString("base64") ?? ""}`;
    const known = sealings.get(slot);
    if (known) return known;
    const source = await keySource(db, tenant.organizationId, version);
    const key = own
      ? Buffer.from(hkdfSync("sha256", own, source.salt, "rookery tenant", 32))
      : platformKey(secret, { ...source, organizationId: tenant.organizationId, version });
    const sealing = sealingWith(key, tenant.id, version);
    // Nothing derived from a tenant's own key is kept after the call.
    if (own) return sealing;
    const caching = cachingTerms(sealing, slot);
    sealings.set(slot, caching);
    return caching;
  }

  return {
    platform: (db, tenant, version = tenant.keyVersion) => derived(db, tenant, version, undefined),
    async memory(db, tenant, callersKey, version = tenant.keyVersion) {
      if (tenant.settings.encryption_mode !== "byok") return derived(db, tenant, version, undefined);
      const own = Buffer.from(callersKey ?? "", "base64");
      if (own.length !== 32)
        throw fail.input("Send this tenant's own key in the 'X-Encryption-Key' header: 32 bytes in base64.");
      const sealing = await derived(db, tenant, version, own);
      await checkOwnKey(db, tenant, own);
      return sealing;
    },
  };
}

/** The first key that a tenant sends becomes its key. Later calls must send the same one. */
async function checkOwnKey(db: Queryable, tenant: TenantKeys, own: Buffer): Promise<void> {
  const check = Buffer.from(hkdfSync("sha256", own, tenant.id, "rookery tenant check", 32));
  const stored = tenant.byokCheck ?? (await keepKeyCheck(db, tenant.organizationId, check));
  if (!stored.equals(check)) throw fail.input("X-Encryption-Key is not this tenant's key.");
}
