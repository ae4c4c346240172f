import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import { callMemory, newTenant } from "../../../../test/support/tenant.ts";
import { idOf, time } from "../../../../test/support/transports/memory-shapes.ts";

const { app, database } = await testApp();

const scopes = [
  ...["memory:read", "memory:write", "users:read", "users:write"],
  ...["conversations:read", "conversations:write", "tenant:read", "tenant:admin"],
];

const defaults = {
  retention_days: 30,
  batch_size: 10,
  max_conversations_per_user: 100,
  max_users: 1000,
  encryption_mode: "platform",
  webhook_url: null,
  webhook_events: [],
  audit_reads: false,
  rate_limit_per_minute: 0,
};

const shownOnce = "Save your API key securely. It will not be shown again.";

test("a tenant registers, reads its settings and counts, and changes only the given settings", async () => {
  const registered = await callMemory(app, undefined, "POST", "/tenants", {
    name: "Acme",
    email: "Ada@example.com",
    settings: { batch_size: 3 },
  });
  expect([registered.status, registered.body]).toEqual([
    201,
    {
      tenant_id: idOf("ten"),
      api_key: expect.stringMatching(/^rk_live_[0-9A-Za-z]{36}$/),
      api_key_prefix: "rk_live_",
      claim_url: expect.stringMatching(/\/claim\/[\w-]{43}$/),
      expires_at: time,
      message: shownOnce,
    },
  ]);
  const key = registered.body.api_key;
  const got = await callMemory(app, key, "GET", "/tenant");
  const tenant = {
    tenant_id: registered.body.tenant_id,
    name: "Acme",
    email: "Ada@example.com",
    status: "active",
    settings: { ...defaults, batch_size: 3 },
    stats: { user_count: 0, conversation_count: 0, total_interactions: 0, storage_bytes: 0 },
    created_at: time,
    updated_at: time,
  };
  expect([got.status, got.body]).toEqual([200, tenant]);
  const changed = await callMemory(app, key, "PATCH", "/tenant", {
    name: "Acme & Co",
    settings: { retention_days: 0 },
  });
  const settings = { ...tenant.settings, retention_days: 0 };
  expect([changed.status, changed.body]).toEqual([200, { ...tenant, name: "Acme & Co", settings }]);
  expect((await callMemory(app, key, "PATCH", "/tenant", {})).body.settings).toEqual(settings);
  const taken = await callMemory(app, undefined, "POST", "/tenants", { name: "b", email: "ada@EXAMPLE.com" });
  expect(taken).toMatchObject({
    status: 409,
    body: { error: "Conflict", message: expect.stringContaining("email") },
  });
  const { api_keys } = (await callMemory(app, key, "GET", "/api-keys")).body;
  expect(api_keys).toMatchObject([{ name: "Default", scopes, environment: "live", expires_at: null }]);
});

test.each([
  [{ retention: 3 }, "settings", "unknown field 'retention'"],
  [{ retention_days: -1 }, "settings.retention_days", "must be at least 0"],
  [{ batch_size: "10" }, "settings.batch_size", "must be a number"],
  [{ encryption_mode: "none" }, "settings.encryption_mode", "must be 'platform' or 'byok'"],
])("settings %o are refused, and nothing changes", async (settings, path, message) => {
  const tenant = await newTenant(app);
  const refused = await tenant.call("PATCH", "/tenant", { name: "New", settings });
  expect([refused.status, refused.body]).toEqual([
    400,
    { error: "Bad Request", message: expect.stringContaining(path), details: [{ path, message }] },
  ]);
  const now = (await tenant.call("GET", "/tenant")).body;
  expect([now.name === "New", now.settings]).toEqual([false, defaults]);
});

test("a tenant's counts match its data", async () => {
  const tenant = await newTenant(app);
  const { userId, conversationId } = await tenant.newUser();
  await tenant.ingest(userId, conversationId, "One");
  const { stats } = (await tenant.call("GET", "/tenant")).body;
  expect(stats).toEqual({
    user_count: 1,
    conversation_count: 1,
    total_interactions: 1,
    storage_bytes: expect.any(Number),
  });
  expect(stats.storage_bytes).toBeGreaterThan(20);
});

test("the encryption mode can be changed until there is a user", async () => {
  const tenant = await newTenant(app);
  const choose = (encryption_mode: string) =>
    tenant.call("PATCH", "/tenant", { settings: { encryption_mode } });
  expect((await choose("byok")).body.settings.encryption_mode).toBe("byok");
  expect((await choose("platform")).status).toBe(200);
  await tenant.newUser();
  expect(await choose("byok")).toMatchObject({
    status: 409,
    body: { message: expect.stringContaining("encryption_mode") },
  });
  expect((await choose("platform")).status).toBe(200);
});

test("a suspended tenant can only read itself, and other calls give the reason", async () => {
  const tenant = await newTenant(app);
  const { userId } = await tenant.newUser();
  await database.execute(sql`update tenants set status = 'suspended' where id = ${tenant.tenantId}`);
  const calls: [string, string, object?][] = [
    ["GET", `/users/${userId}`],
    ["POST", "/users", {}],
    ["POST", "/memory/query", { user_id: userId, query: "x" }],
    ["PATCH", "/tenant", { name: "x" }],
    ["POST", "/api-keys", { name: "x", scopes }],
  ];
  for (const [method, path, body] of calls) {
    expect(await tenant.call(method, path, body)).toMatchObject({
      status: 403,
      body: { error: "Forbidden", message: "This tenant is suspended." },
    });
  }
  expect((await tenant.call("GET", "/tenant")).body.status).toBe("suspended");
});

test("a tenant's limits are enforced, and the error names the setting", async () => {
  const tenant = await newTenant(app, { max_users: 1, max_conversations_per_user: 1 });
  const { userId } = await tenant.newUser();
  expect((await tenant.call("POST", "/users", {})).body).toEqual({
    error: "Forbidden",
    message: expect.stringContaining("max_users"),
  });
  const more = await tenant.call("POST", "/conversations", { user_id: userId });
  expect(more).toMatchObject({
    status: 403,
    body: { message: expect.stringContaining("max_conversations_per_user") },
  });
});
