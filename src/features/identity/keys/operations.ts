import { z } from "zod";
import { Failure, fail } from "../../../kernel/failure.ts";
import { OrganizationId, text } from "../../../kernel/fields.ts";
import { Scope } from "../../../kernel/scope.ts";
import type { Queryable } from "../../../platform/database/queryable.ts";
import { defineOperation } from "../services.ts";
import { grantAll, issueKey, sealContext } from "./issue-key.ts";
import { AllLibraries, Grants, Key, KeyName, NewKey } from "./key.ts";
import * as store from "./store.ts";
import { newToken, tokenHash, tokenHint } from "./token.ts";

// No key manages keys here. Over the memory API a key with `tenant:admin` does: memory/api-keys/operations.ts.
const owners = { kind: "role", role: "owner" } as const;

const KeyId = text(64).meta({ examples: ["key_4fR2…"] });

export const createKey = defineOperation({
  name: "createKey",
  noun: "Keys",
  summary: "Create an API key",
  access: owners,
  input: z.strictObject({
    organizationId: OrganizationId,
    name: KeyName,
    libraries: Grants.default({}),
    allLibraries: AllLibraries.default(null),
    scopes: z.array(Scope).default([]),
    expiresAt: z.iso.datetime({ offset: true, error: "must be a time like 2027-01-31T12:00:00Z" }).optional(),
  }),
  output: NewKey,
  audit: ({ allLibraries }, { id, name, libraries, scopes }) => ({
    keyId: id,
    name,
    libraries,
    ...(allLibraries && { allLibraries }),
    scopes,
  }),
  async run({ database, clock }, input, { organization }) {
    const expiresAt = input.expiresAt ? new Date(input.expiresAt) : null;
    const { id, token } = await database.transaction((tx) =>
      issueKey(tx, organization.id, { ...input, prefix: "pk_", createdAt: clock.now(), expiresAt }),
    );
    return { ...(await keyOf(database, organization.id, id)), apiKey: token };
  },
});

export const listKeys = defineOperation({
  name: "listKeys",
  noun: "Keys",
  summary: "List an organization's API keys",
  access: owners,
  input: z.strictObject({ organizationId: OrganizationId }),
  output: z.array(Key),
  reads: true,
  async run({ database }, _input, { organization }) {
    return store.listKeys(database, organization.id);
  },
});

export const grantKey = defineOperation({
  name: "grantKey",
  noun: "Keys",
  summary: "Replace the library grants and memory scopes of an API key",
  access: owners,
  input: z.strictObject({
    organizationId: OrganizationId,
    keyId: KeyId,
    libraries: Grants,
    allLibraries: AllLibraries.optional().meta({ description: "Omit to keep it." }),
    scopes: z.array(Scope).optional().meta({ description: "Omit to keep the current scopes." }),
  }),
  output: Key,
  changesKeys: true,
  audit: ({ keyId, libraries, allLibraries, scopes }) => ({
    keyId,
    libraries,
    ...(allLibraries !== undefined && { allLibraries }),
    ...(scopes && { scopes }),
  }),
  async run({ database }, { keyId, libraries, allLibraries, scopes }, { organization }) {
    await database.transaction(async (tx) => {
      await keyOf(tx, organization.id, keyId);
      await grantAll(tx, organization.id, keyId, libraries);
      if (allLibraries !== undefined) await store.setAllLibraries(tx, keyId, allLibraries);
      if (scopes) await store.setScopes(tx, keyId, scopes);
    });
    return keyOf(database, organization.id, keyId);
  },
});

export const renameKey = defineOperation({
  name: "renameKey",
  noun: "Keys",
  summary: "Rename an API key",
  description: "Shown as the uploader of the key's files, earlier ones too.",
  access: owners,
  input: z.strictObject({ organizationId: OrganizationId, keyId: KeyId, name: KeyName }),
  output: Key,
  changesKeys: true,
  audit: ({ keyId, name }) => ({ keyId, name }),
  async run({ database }, { keyId, name }, { organization }) {
    if (!(await store.renameKey(database, organization.id, keyId, name))) throw fail.missing("key");
    return keyOf(database, organization.id, keyId);
  },
});

export const regenerateKey = defineOperation({
  name: "regenerateKey",
  noun: "Keys",
  summary: "Give an API key a new secret; the old one stops at once",
  access: owners,
  input: z.strictObject({ organizationId: OrganizationId, keyId: KeyId }),
  output: NewKey,
  changesKeys: true,
  audit: ({ keyId }) => ({ keyId }),
  async run({ database }, { keyId }, { organization }) {
    const apiKey = newToken("pk_");
    const replaced = await store.rotateToken(database, organization.id, keyId, {
      sha256: tokenHash(apiKey),
      hint: tokenHint(apiKey),
      previousUntil: null,
    });
    if (!replaced) throw fail.missing("key");
    return { ...(await keyOf(database, organization.id, keyId)), apiKey };
  },
});

export const deleteKey = defineOperation({
  name: "deleteKey",
  noun: "Keys",
  summary: "Delete an API key; it stops at once",
  access: owners,
  input: z.strictObject({ organizationId: OrganizationId, keyId: KeyId }),
  output: z.object({ success: z.literal(true), keyId: z.string() }),
  changesKeys: true,
  audit: ({ keyId }) => ({ keyId }),
  async run({ database }, { keyId }, { organization }) {
    if (!(await store.deleteKey(database, organization.id, keyId))) throw fail.missing("key");
    return { success: true as const, keyId };
  },
});

export const revealKey = defineOperation({
  name: "revealKey",
  noun: "Keys",
  summary: "Reveal the organization's first key, once it is claimed",
  access: owners,
  input: z.strictObject({ organizationId: OrganizationId, keyId: KeyId }),
  output: z.object({ apiKey: z.string() }),
  fails: ["RESOURCE_NOT_FOUND"],
  audit: ({ keyId }) => ({ keyId }),
  async run({ database, secret }, { keyId }, { organization }) {
    const sealed = await store.sealedToken(database, organization.id, keyId);
    if (!sealed)
      throw new Failure(
        "RESOURCE_NOT_FOUND",
        "This key cannot be revealed. Regenerate it to get a new secret.",
      );
    return { apiKey: secret.open(sealed, sealContext(keyId)) };
  },
});

async function keyOf(db: Queryable, organizationId: number, keyId: string): Promise<Key> {
  const [key] = await store.listKeys(db, organizationId, keyId);
  if (!key) throw fail.missing("key");
  return key;
}
