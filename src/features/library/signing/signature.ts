import { createHmac, timingSafeEqual } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { Secret } from "../../../platform/secret.ts";

/** What signs an organization's links. */
export interface LinkSalts {
  linkSalt: Buffer;
  /** Until it was rotated. Null if it never was. */
  formerLinkSalt: Buffer | null;
  formerLinkSaltUntil: Date | null;
  /** The former key, sealed, if an earlier secret of the server made it. */
  formerLinkKey: Buffer | null;
}

/** What a signature covers: the path below the CDN's URL, and the parameters that count. */
export interface Signed {
  path: string;
  parameters: ReadonlyMap<string, string>;
}

/** The signature of a link by the organization's current key. */
export const signatureOf = (
  secret: Secret,
  { linkSalt }: Pick<LinkSalts, "linkSalt">,
  signed: Signed,
): string => hmac(secret, linkSalt, signed);

/** Whether a link was signed by the organization's key, or by the one before while it is valid. */
export function isSigned(
  secret: Secret,
  salts: LinkSalts,
  signed: Signed,
  signature: string,
  now: Date,
): boolean {
  const { linkSalt, formerLinkSalt, formerLinkSaltUntil, formerLinkKey } = salts;
  if (equal(hmac(secret, linkSalt, signed), signature)) return true;
  const isValid = formerLinkSalt && formerLinkSaltUntil && formerLinkSaltUntil > now;
  return isValid ? equal(hmac(secret, formerLinkSalt, signed, formerLinkKey), signature) : false;
}

// Deriving takes longer than signing.
const keys = new LRUCache<string, Buffer>({ max: 10_000 });

function hmac(secret: Secret, salt: Buffer, signed: Signed, sealedKey: Buffer | null = null): string {
  const name = `${secret.fingerprint.toString("base64")} ${(sealedKey ?? salt).toString("base64")}`;
  const key = keys.get(name) ?? (sealedKey ? openLinkKey(secret, salt, sealedKey) : linkKey(secret, salt));
  keys.set(name, key);
  return createHmac("sha256", key).update(canonical(signed)).digest("base64url");
}

/** The key that signs links of an organization. */
const linkKey = (secret: Secret, salt: Buffer): Buffer => secret.derive(salt, "rookery link signatures");

/** The present key, sealed with another secret, so that links that it signed can be checked later. */
export const sealLinkKey = (from: Secret, to: Secret, salt: Buffer): Buffer =>
  to.seal(linkKey(from, salt).toString("base64"), context(salt));

const openLinkKey = (secret: Secret, salt: Buffer, sealed: Buffer): Buffer =>
  Buffer.from(secret.open(sealed, context(salt)), "base64");

const context = (salt: Buffer): string => `link key ${salt.toString("hex")}`;

/** In the order of their names, so that a client or a proxy may sort them. */
function canonical({ path, parameters }: Signed): string {
  const pairs = [...parameters].sort(([a], [b]) => (a < b ? -1 : 1));
  return `${path}?${pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&")}`;
}

function equal(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
