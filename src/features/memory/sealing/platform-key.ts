import type { Secret } from "../../../platform/secret.ts";
import type { KeySource } from "./store.ts";

export interface TenantKey extends KeySource {
  organizationId: number;
  version: number;
}

/** The server's key for a version of a tenant's key: derived from its secret, unless an earlier secret made it. */
export function platformKey(secret: Secret, key: TenantKey): Buffer {
  if (!key.sealedKey) return secret.derive(key.salt, "rookery tenant");
  return Buffer.from(secret.open(key.sealedKey, context(key)), "base64");
}

/** The same key, sealed with another secret. */
export const sealPlatformKey = (from: Secret, to: Secret, key: TenantKey): Buffer =>
  to.seal(platformKey(from, key).toString("base64"), context(key));

const context = ({ organizationId, version }: TenantKey): string => `tenant key ${organizationId} ${version}`;
