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

type Place = Pick<TenantKey, "organizationId" | "version">;

/** A key that another secret made, sealed with this one. */
export const sealedPlatformKey = (secret: Secret, place: Place, key: Buffer): Buffer =>
  secret.seal(key.toString("base64"), context(place));

/** The same key, sealed with another secret. */
export const sealPlatformKey = (from: Secret, to: Secret, key: TenantKey): Buffer =>
  sealedPlatformKey(to, key, platformKey(from, key));

const context = ({ organizationId, version }: Place): string => `tenant key ${organizationId} ${version}`;
