import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
} from "node:crypto";

const ivBytes = 12;
// Each draw of random bytes costs as much as encrypting a short text.
const ivsAtATime = 32;
const tagBytes = 16;
// 128 bits make a collision practically impossible.
const hashBytes = 16;
// Terms are stored by the million, so their hashes are shorter. A rare collision costs one wrong search hit.
const termBytes = 8;

/** Encrypts and hashes the records of one tenant with one version of its key. */
export interface Sealing {
  version: number;
  /** AES-256-GCM of the value as JSON. Can be opened only for the same record, tenant and version. */
  seal(recordId: string, value: unknown): Buffer;
  /** Throws if the bytes were not made by `seal` for this record. */
  open<T>(recordId: string, sealed: Buffer): T;
  /** Keyed hash of a text, for lookups: 16 bytes. */
  hash(text: string): Buffer;
  /** Keyed hash of a search term: 8 bytes. */
  term(text: string): Buffer;
  /** The same as 8 characters of Latin-1. */
  termText(text: string): string;
}

/** `key` has 256 bits: the tenant's own, or derived from the server's secret. */
export function sealingWith(key: Buffer, tenantId: string, version: number): Sealing {
  // Node would turn plain bytes into a key object on every call, which takes four times as long as the call itself.
  const derived = (purpose: string) =>
    createSecretKey(Buffer.from(hkdfSync("sha256", key, "", `rookery memory ${purpose}`, 32)));
  const sealKey = derived("records");
  const hashKey = derived("search");
  const context = (recordId: string) => Buffer.from(`v${version} ${tenantId} ${recordId}`);
  const keyedHash = (kind: string, text: string) =>
    createHmac("sha256", hashKey).update(`${kind} ${text}`).digest();
  let ivs = Buffer.alloc(0);
  function nextIv(): Buffer {
    if (ivs.length === 0) ivs = randomBytes(ivsAtATime * ivBytes);
    const iv = ivs.subarray(0, ivBytes);
    ivs = ivs.subarray(ivBytes);
    return iv;
  }
  return {
    version,
    seal(recordId, value) {
      const iv = nextIv();
      const cipher = createCipheriv("aes-256-gcm", sealKey, iv, { authTagLength: tagBytes }).setAAD(
        context(recordId),
      );
      return Buffer.concat([
        iv,
        cipher.update(JSON.stringify(value), "utf8"),
        cipher.final(),
        cipher.getAuthTag(),
      ]);
    },
    open(recordId, sealed) {
      const decipher = createDecipheriv("aes-256-gcm", sealKey, sealed.subarray(0, ivBytes), {
        authTagLength: tagBytes,
      })
        .setAAD(context(recordId))
        .setAuthTag(sealed.subarray(-tagBytes));
      return JSON.parse(
        decipher.update(sealed.subarray(ivBytes, -tagBytes), undefined, "utf8") + decipher.final("utf8"),
      );
    },
    hash: (text) => keyedHash("record", text).subarray(0, hashBytes),
    term: (text) => keyedHash("term", text).subarray(0, termBytes),
    termText: (text) => keyedHash("term", text).toString("latin1", 0, termBytes),
  };
}
