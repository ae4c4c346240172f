import { createHmac, timingSafeEqual } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { Secret } from "../../../platform/secret.ts";

/** What signs an organization's links. */
export interface LinkKeys {
  linkSalt: Buffer;
  /** Newest first. */
  formerLinkKeys: readonly FormerLinkKey[];
}

/** A key that signed links before a rotation, as the database holds it. */
export interface FormerLinkKey {
  /** In hex. */
  salt: string;
  /** The key itself in hex, sealed, if an earlier secret of the server made it. */
  sealedKey: string | null;
  /** ISO. Links that it signed work until then. */
  until: string;
}

// Each is tried for a link that no other key signed.
const formerKeysMax = 10;

/**
 * The former keys after a rotation: the one that was present joins them. No key outlives it, so that a rotation ends whatever
 * was signed before at the time it says.
 */
export function formerKeysWith(
  present: FormerLinkKey,
  former: readonly FormerLinkKey[],
  now: Date,
): FormerLinkKey[] {
  const until = Date.parse(present.until);
  const capped = former.map((key) =>
    Date.parse(key.until) > until ? { ...key, until: present.until } : key,
  );
  return [present, ...capped].filter((key) => isValid(key, now)).slice(0, formerKeysMax);
}

const isValid = ({ until }: FormerLinkKey, now: Date): boolean => Date.parse(until) > now.getTime();

/** Whether links may be valid now that will not be later, because a former key signed them. */
export const hasFormerKeys = ({ formerLinkKeys }: Pick<LinkKeys, "formerLinkKeys">, now: Date): boolean =>
  formerLinkKeys.some((key) => isValid(key, now));

/** What a signature covers: the path below the CDN's URL, and the parameters that count. */
export interface Signed {
  path: string;
  parameters: ReadonlyMap<string, string>;
}

/** The signature of a link by the organization's current key. */
export const signatureOf = (
  secret: Secret,
  { linkSalt }: Pick<LinkKeys, "linkSalt">,
  signed: Signed,
): string => hmac(secret, linkSalt, signed);

/** Whether a link was signed by the organization's key, or by a former one while that is valid. */
export function isSigned(
  secret: Secret,
  { linkSalt, formerLinkKeys }: LinkKeys,
  signed: Signed,
  signature: string,
  now: Date,
): boolean {
  if (equal(hmac(secret, linkSalt, signed), signature)) return true;
  return formerLinkKeys.some((key) => {
    if (!isValid(key, now)) return false;
    const sealed = key.sealedKey === null ? null : Buffer.from(key.sealedKey, "hex");
    return equal(hmac(secret, Buffer.from(key.salt, "hex"), signed, sealed), signature);
  });
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

/** The key that signed links, however it is kept. */
export function linkKeyOf(
  secret: Secret,
  { salt: hex, sealedKey }: Pick<FormerLinkKey, "salt" | "sealedKey">,
): Buffer {
  const salt = Buffer.from(hex, "hex");
  return sealedKey === null
    ? linkKey(secret, salt)
    : openLinkKey(secret, salt, Buffer.from(sealedKey, "hex"));
}

/** A key of another secret, sealed, so that links that it signed can be checked later. In hex. */
export const sealedLinkKey = (secret: Secret, salt: string, key: Buffer): string =>
  secret.seal(key.toString("base64"), context(Buffer.from(salt, "hex"))).toString("hex");

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
