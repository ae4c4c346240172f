import { z } from "zod";
import type { KeyCaller, MemberCaller } from "../../../kernel/caller.ts";
import { fail } from "../../../kernel/failure.ts";
import { text } from "../../../kernel/fields.ts";
import { Scope } from "../../../kernel/scope.ts";
import type { Queryable } from "../../../platform/database/queryable.ts";
import { issueKey } from "../../identity/keys/issue-key.ts";
import { type Key, KeyName } from "../../identity/keys/key.ts";
import { deleteKey, listKeys, rotateToken } from "../../identity/keys/store.ts";
import { newToken, tokenHash, tokenHint } from "../../identity/keys/token.ts";
import { defineOperation } from "../services.ts";
import { callersTenant } from "../tenants/of-caller.ts";
import { shownOnce } from "../tenants/tenant.ts";

// The same keys as in identity/keys, in the memory API's words. A key with `tenant:admin` manages itself and
// every key of its organization that reaches no library: a new secret of another would give it the libraries. Owners manage all.
const ApiKey = z
  .object({
    id: z.string(),
    name: z.string(),
    prefix: z.string().meta({ description: "The first characters of its secret." }),
    hint: z.string(),
    scopes: z.array(Scope),
    libraries: z.record(z.string(), z.enum(["read", "write"])),
    environment: z.enum(["live", "test"]).nullable(),
    created_at: z.iso.datetime(),
    expires_at: z.iso.datetime().nullable(),
    last_used_at: z.iso.datetime().nullable(),
    leaked_at: z.iso.datetime().nullable().meta({
      description: "When a working secret of the key was found in public. Rotate or revoke the key.",
    }),
  })
  .meta({ id: "ApiKey" });
type ApiKey = z.output<typeof ApiKey>;

const NewApiKey = ApiKey.omit({ hint: true, libraries: true, last_used_at: true, leaked_at: true })
  .extend({ api_key: z.string(), message: z.string() })
  .meta({ id: "NewApiKey" });

const KeyId = text(64).meta({
  description: "The key's id, not its secret.",
  examples: ["key_4fR2kd83jdLq0PzA"],
});
// A week is long enough to deploy a new secret.
const graceSecondsMax = 7 * 24 * 3600;

export const createApiKey = defineOperation({
  name: "createApiKey",
  noun: "Tenants",
  summary: "Create an API key",
  access: { kind: "scope", scope: "tenant:admin" },
  input: z.strictObject({
    name: KeyName,
    scopes: z.array(Scope).min(1).max(Scope.options.length),
    environment: z.enum(["live", "test"]).default("live"),
    expires_at: z.iso
      .datetime({ offset: true, error: "must be a time like 2027-01-31T12:00:00Z" })
      .nullable()
      .optional(),
  }),
  output: NewApiKey,
  memory: { method: "POST", path: "/api-keys", status: 201 },
  audit: (_input, { id, name, scopes }) => ({ keyId: id, name, scopes }),
  async run(services, { name, scopes, environment, expires_at }, caller) {
    const { database, clock } = services;
    const { organizationId } = await callersTenant(services, caller);
    const expiresAt = expires_at ? new Date(expires_at) : null;
    if (expiresAt && expiresAt <= clock.now()) {
      const mistake = { path: "expires_at", message: "must be in the future" };
      throw fail.input("expires_at: must be in the future.", [mistake]);
    }
    const { id, token } = await database.transaction((tx) =>
      issueKey(tx, organizationId, {
        name,
        prefix: `rk_${environment}_`,
        libraries: {},
        scopes: [...new Set(scopes)],
        createdAt: clock.now(),
        expiresAt,
      }),
    );
    return { ...(await apiKeyOf(database, organizationId, id)), api_key: token, message: shownOnce };
  },
});

export const listApiKeys = defineOperation({
  name: "listApiKeys",
  noun: "Tenants",
  summary: "List the tenant's API keys",
  description: "Never their secrets.",
  access: { kind: "scope", scope: "tenant:admin" },
  input: z.strictObject({}),
  output: z.object({ api_keys: z.array(ApiKey) }),
  reads: true,
  memory: { method: "GET", path: "/api-keys" },
  async run(services, _input, caller) {
    const { organizationId } = await callersTenant(services, caller);
    const keys = await listKeys(services.database, organizationId);
    return { api_keys: keys.map(apiKeyAnswer) };
  },
});

export const revokeApiKey = defineOperation({
  name: "revokeApiKey",
  noun: "Tenants",
  summary: "Revoke an API key. It stops working at once",
  access: { kind: "scope", scope: "tenant:admin" },
  input: z.strictObject({ key_id: KeyId }),
  output: z.object({ success: z.literal(true), id: z.string() }),
  fails: ["RESOURCE_NOT_FOUND"],
  memory: { method: "DELETE", path: "/api-keys/:key_id" },
  changesKeys: true,
  audit: ({ key_id }) => ({ keyId: key_id }),
  async run(services, { key_id }, caller) {
    const { organizationId } = await callersTenant(services, caller);
    await mustManage(services.database, organizationId, caller, key_id);
    if (!(await deleteKey(services.database, organizationId, key_id))) throw fail.missing("key");
    return { success: true as const, id: key_id };
  },
});

export const rotateApiKey = defineOperation({
  name: "rotateApiKey",
  noun: "Tenants",
  summary: "Give an API key a new secret",
  description: "The old secret stops working at once, or after `grace_seconds`.",
  access: { kind: "scope", scope: "tenant:admin" },
  input: z.strictObject({ key_id: KeyId, grace_seconds: z.int().min(0).max(graceSecondsMax).default(0) }),
  output: NewApiKey,
  fails: ["RESOURCE_NOT_FOUND"],
  memory: { method: "POST", path: "/api-keys/:key_id/rotate" },
  changesKeys: true,
  audit: ({ key_id }) => ({ keyId: key_id }),
  async run(services, { key_id, grace_seconds }, caller) {
    const { database, clock } = services;
    const { organizationId } = await callersTenant(services, caller);
    await mustManage(database, organizationId, caller, key_id);
    const before = await apiKeyOf(database, organizationId, key_id);
    const token = newToken(before.environment === null ? "pk_" : `rk_${before.environment}_`);
    const rotated = await rotateToken(database, organizationId, key_id, {
      sha256: tokenHash(token),
      hint: tokenHint(token),
      previousUntil: grace_seconds > 0 ? new Date(clock.now().getTime() + grace_seconds * 1000) : null,
    });
    if (!rotated) throw fail.missing("key");
    return { ...(await apiKeyOf(database, organizationId, key_id)), api_key: token, message: shownOnce };
  },
});

/** Fails as for a missing key when a key may not manage another one. */
async function mustManage(
  db: Queryable,
  organizationId: number,
  caller: KeyCaller | MemberCaller,
  keyId: string,
): Promise<void> {
  if (caller.kind === "session" || caller.key.id === keyId) return;
  const [key] = await listKeys(db, organizationId, keyId);
  if (key && (key.allLibraries !== null || Object.keys(key.libraries).length > 0)) throw fail.missing("key");
}

async function apiKeyOf(db: Queryable, organizationId: number, keyId: string): Promise<ApiKey> {
  const [key] = await listKeys(db, organizationId, keyId);
  if (!key) throw fail.missing("key");
  return apiKeyAnswer(key);
}

function apiKeyAnswer(key: Key): ApiKey {
  const environment = key.hint.startsWith("rk_live")
    ? "live"
    : key.hint.startsWith("rk_test")
      ? "test"
      : null;
  const time = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
  return {
    id: key.id,
    name: key.name,
    prefix: environment === null ? "pk_" : `rk_${environment}_`,
    hint: key.hint,
    scopes: key.scopes,
    libraries: key.libraries,
    environment,
    created_at: new Date(key.createdAt).toISOString(),
    expires_at: time(key.expiresAt),
    last_used_at: time(key.lastUsedAt),
    leaked_at: time(key.leakedAt),
  };
}
