import { fail } from "../../../kernel/failure.ts";
import type { Scope } from "../../../kernel/scope.ts";
import type { Queryable } from "../../../platform/database/queryable.ts";
import { base62, randomText } from "../../../platform/random-text.ts";
import type { Secret } from "../../../platform/secret.ts";
import type { Grants, Key } from "./key.ts";
import { insertKey, setGrants } from "./store.ts";
import { newToken, type TokenPrefix, tokenHash, tokenHint } from "./token.ts";

/** `key_` and 16 base62 characters. */
const newKeyId = () => `key_${randomText(base62, 16)}`;

/** The context that a sealed token is bound to, so that it opens for this key only. */
export const sealContext = (keyId: string) => `api key ${keyId}`;

/**
 * Creates a key in a transaction; only its caller gets the token. With `sealedUnder`, a sealed copy of it is stored,
 * which owners can reveal once the organization is claimed. Fails when a granted library does not exist.
 */
export async function issueKey(
  tx: Queryable,
  organizationId: number,
  wanted: {
    name: string;
    prefix: TokenPrefix;
    libraries: Grants;
    allLibraries?: Key["allLibraries"];
    scopes: readonly Scope[];
    createdAt: Date;
    expiresAt: Date | null;
    sealedUnder?: Secret;
  },
): Promise<{ id: string; token: string }> {
  const id = newKeyId();
  const token = newToken(wanted.prefix);
  await insertKey(tx, organizationId, {
    id,
    name: wanted.name,
    sha256: tokenHash(token),
    hint: tokenHint(token),
    sealed: wanted.sealedUnder?.seal(token, sealContext(id)) ?? null,
    scopes: wanted.scopes,
    allLibraries: wanted.allLibraries ?? null,
    createdAt: wanted.createdAt,
    expiresAt: wanted.expiresAt,
  });
  await grantAll(tx, organizationId, id, wanted.libraries);
  return { id, token };
}

/** Replaces the key's grants; fails when one of the libraries does not exist in the organization. */
export async function grantAll(
  tx: Queryable,
  organizationId: number,
  keyId: string,
  grants: Grants,
): Promise<void> {
  const granted = await setGrants(tx, organizationId, keyId, grants);
  if (granted !== Object.keys(grants).length) {
    throw fail.input(
      "libraries: one of them does not exist in this organization. List the libraries to get their slugs.",
    );
  }
}
