import { verify } from "node:crypto";
import { z } from "zod";
import type { Clock } from "../../platform/clock.ts";
import type { PublicFetch } from "../../platform/net/public-fetch.ts";

const Keys = z.object({ public_keys: z.array(z.object({ key_identifier: z.string(), key: z.string() })) });

const keysBytesMax = 100_000;
// Keys are fetched again when a signature names an unknown one, but not more often than this.
const pauseMs = 60_000;

/** Whether GitHub signed a body. https://docs.github.com/code-security/secret-scanning/secret-scanning-partner-program */
export type IsSigned = (body: Buffer, keyId: unknown, signature: unknown) => Promise<boolean>;

/** Checks signatures by the public keys at `keysUrl`, ECDSA over SHA-256. */
export function githubSignatures(keysUrl: string, fetcher: PublicFetch, clock: Clock): IsSigned {
  let keys = new Map<string, string>();
  let askedAt = Number.NEGATIVE_INFINITY;

  async function keyOf(id: string): Promise<string | undefined> {
    if (!keys.has(id) && clock.elapsedMs() - askedAt >= pauseMs) {
      askedAt = clock.elapsedMs();
      keys = await fetchKeys();
    }
    return keys.get(id);
  }

  async function fetchKeys(): Promise<Map<string, string>> {
    const { body } = await fetcher.get(keysUrl);
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of body) {
      bytes += chunk.length;
      if (bytes > keysBytesMax) throw new Error(`The public keys at ${keysUrl} are larger than 100 kB`);
      chunks.push(chunk);
    }
    const { public_keys } = Keys.parse(JSON.parse(Buffer.concat(chunks).toString()));
    return new Map(public_keys.map(({ key_identifier, key }) => [key_identifier, key]));
  }

  return async (body, keyId, signature) => {
    if (typeof keyId !== "string" || typeof signature !== "string") return false;
    const key = await keyOf(keyId);
    if (key === undefined) return false;
    try {
      return verify("sha256", body, key, Buffer.from(signature, "base64"));
    } catch {
      return false;
    }
  };
}
