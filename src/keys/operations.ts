import { z } from "zod";
import { fail } from "../operation/failure.ts";
import { OrganizationId } from "../operation/fields.ts";
import { defineOperation } from "../operation/operation.ts";
import { organizationOf } from "../organizations/organization-of.ts";
import type { Queryable } from "../storage/queryable.ts";
import { grantAll, issueKey } from "./issue-key.ts";
import { Grants, Key, KeyName, NewKey, Scope } from "./key.ts";
import * as store from "./store.ts";
import { newToken, tokenHash, tokenHint } from "./token.ts";

const KeyId = z
  .string()
  .max(64)
  .meta({ examples: ["key_4fR2…"] });

export const createKey = defineOperation({
  name: "createKey",
  noun: "Operator",
  summary: "Create an API key",
  access: { kind: "operator" },
  input: z.strictObject({
    organizationId: OrganizationId,
    name: KeyName,
    libraries: Grants.default({}),
    scopes: z.array(Scope).default([]),
    expiresAt: z.iso.datetime({ offset: true, error: "must be a time like 2027-01-31T12:00:00Z" }).optional(),
  }),
  output: NewKey,
  async run({ database, clock }, input) {
    const organizationId = await organizationOf(database, input.organizationId);
    const expiresAt = input.expiresAt ? new Date(input.expiresAt) : null;
    const { id, token } = await database.transaction((tx) =>
      issueKey(tx, organizationId, { ...input, prefix: "pk_", createdAt: clock.now(), expiresAt }),
    );
    return { ...(await keyOf(database, organizationId, id)), apiKey: token };
  },
});

export const listKeys = defineOperation({
  name: "listKeys",
  noun: "Operator",
  summary: "List an organization's API keys",
  access: { kind: "operator" },
  input: z.strictObject({ organizationId: OrganizationId }),
  output: z.array(Key),
  async run({ database }, input) {
    return store.listKeys(database, await organizationOf(database, input.organizationId));
  },
});

export const grantKey = defineOperation({
  name: "grantKey",
  noun: "Operator",
  summary: "Replace the library grants of an API key",
  access: { kind: "operator" },
  input: z.strictObject({ organizationId: OrganizationId, keyId: KeyId, libraries: Grants }),
  output: Key,
  async run({ database, keyring }, { organizationId: slug, keyId, libraries }) {
    const organizationId = await organizationOf(database, slug);
    await database.transaction(async (tx) => {
      await keyOf(tx, organizationId, keyId);
      await grantAll(tx, organizationId, keyId, libraries);
    });
    keyring.forget(organizationId);
    return keyOf(database, organizationId, keyId);
  },
});

export const regenerateKey = defineOperation({
  name: "regenerateKey",
  noun: "Operator",
  summary: "Give an API key a new secret; the old one stops at once",
  access: { kind: "operator" },
  input: z.strictObject({ organizationId: OrganizationId, keyId: KeyId }),
  output: NewKey,
  async run({ database, keyring }, { organizationId: slug, keyId }) {
    const organizationId = await organizationOf(database, slug);
    const apiKey = newToken("pk_");
    const replaced = await store.rotateToken(database, organizationId, keyId, {
      sha256: tokenHash(apiKey),
      hint: tokenHint(apiKey),
      previousUntil: null,
    });
    if (!replaced) throw fail.missing("key");
    keyring.forget(organizationId);
    return { ...(await keyOf(database, organizationId, keyId)), apiKey };
  },
});

export const deleteKey = defineOperation({
  name: "deleteKey",
  noun: "Operator",
  summary: "Delete an API key; it stops at once",
  access: { kind: "operator" },
  input: z.strictObject({ organizationId: OrganizationId, keyId: KeyId }),
  output: z.object({ success: z.literal(true), keyId: z.string() }),
  async run({ database, keyring }, { organizationId: slug, keyId }) {
    const organizationId = await organizationOf(database, slug);
    if (!(await store.deleteKey(database, organizationId, keyId))) throw fail.missing("key");
    keyring.forget(organizationId);
    return { success: true as const, keyId };
  },
});

async function keyOf(db: Queryable, organizationId: number, keyId: string): Promise<Key> {
  const [key] = await store.listKeys(db, organizationId, keyId);
  if (!key) throw fail.missing("key");
  return key;
}
