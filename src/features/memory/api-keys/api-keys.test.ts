import { expect, test, vi } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import { secondNode } from "../../../../test/support/processes/second-node.ts";
import { callMemory, newTenant } from "../../../../test/support/tenant.ts";
import { idOf, time } from "../../../../test/support/transports/memory-shapes.ts";

const node = await testApp();
const other = await secondNode(node);
const { app, clock } = node;

const shownOnce = "Save your API key securely. It will not be shown again.";

test("a key is created, shown once, listed without its secret, and revoked at once on every node", async () => {
  const tenant = await newTenant(app);
  const expires_at = new Date(clock.now().getTime() + 3_600_000).toISOString();
  const asked = { name: "Reader", scopes: ["users:read", "users:read"], environment: "test", expires_at };
  const made = await tenant.call("POST", "/api-keys", asked);
  expect([made.status, made.body]).toEqual([
    201,
    {
      id: idOf("key"),
      name: "Reader",
      api_key: expect.stringMatching(/^rk_test_[0-9A-Za-z]{36}$/),
      prefix: "rk_test_",
      scopes: ["users:read"],
      environment: "test",
      expires_at,
      created_at: time,
      message: shownOnce,
    },
  ]);
  const { id, api_key } = made.body;
  const at = (where: typeof app) => callMemory(where, api_key, "GET", "/users");
  expect([(await at(app)).status, (await at(other.app)).status]).toEqual([200, 200]);
  const listed = await tenant.call("GET", "/api-keys");
  expect(listed.body.api_keys.at(-1)).toEqual({
    id,
    name: "Reader",
    prefix: "rk_test_",
    hint: `${api_key.slice(0, 7)}…${api_key.slice(-4)}`,
    scopes: ["users:read"],
    libraries: {},
    environment: "test",
    created_at: made.body.created_at,
    expires_at,
    last_used_at: null,
    leaked_at: null,
  });
  expect(listed.text).not.toContain(api_key.slice(8, -4));
  expect((await tenant.call("DELETE", `/api-keys/${id}`)).body).toEqual({ success: true, id });
  expect((await at(app)).status).toBe(401);
  await vi.waitFor(async () => expect((await at(other.app)).status).toBe(401));
  expect((await tenant.call("DELETE", `/api-keys/${id}`)).status).toBe(404);
});

test("a rotated key's old secret works on every node until its grace period ends", async () => {
  const tenant = await newTenant(app);
  const { id, api_key: old } = (await tenant.call("POST", "/api-keys", { name: "k", scopes: ["users:read"] }))
    .body;
  const at = async (key: string) =>
    [await callMemory(app, key, "GET", "/users"), await callMemory(other.app, key, "GET", "/users")].map(
      ({ status }) => status,
    );
  expect(await at(old)).toEqual([200, 200]);
  const rotated = await tenant.call("POST", `/api-keys/${id}/rotate`, { grace_seconds: 60 });
  expect(rotated).toMatchObject({ status: 200, body: { id, prefix: "rk_live_", message: shownOnce } });
  const fresh = rotated.body.api_key;
  expect([await at(old), await at(fresh)]).toEqual([
    [200, 200],
    [200, 200],
  ]);
  clock.advance(55_000);
  expect(await at(old)).toEqual([200, 200]);
  clock.advance(5_001);
  await vi.waitFor(async () =>
    expect([await at(old), await at(fresh)]).toEqual([
      [401, 401],
      [200, 200],
    ]),
  );
  const last = (await tenant.call("POST", `/api-keys/${id}/rotate`)).body.api_key;
  await vi.waitFor(async () =>
    expect([await at(fresh), await at(last)]).toEqual([
      [401, 401],
      [200, 200],
    ]),
  );
  expect((await tenant.call("POST", `/api-keys/${id}/rotate`, { grace_seconds: -1 })).status).toBe(400);
});

test.each([
  [{ scopes: ["memory:read", "memory:all"] }, "scopes[1]"],
  [{ scopes: [] }, "scopes"],
  [{ scopes: ["memory:read"], environment: "staging" }, "environment"],
  [{ scopes: ["memory:read"], expires_at: "2020-01-01T00:00:00Z" }, "expires_at"],
  [{ scopes: ["memory:read"], expires_at: "soon" }, "expires_at"],
])("a key with %o is refused", async (body, path) => {
  const tenant = await newTenant(app);
  const refused = await tenant.call("POST", "/api-keys", { name: "x", ...body });
  expect([refused.status, refused.body.details.map((one: { path: string }) => one.path)]).toEqual([
    400,
    [path],
  ]);
  expect((await tenant.call("GET", "/api-keys")).body.api_keys).toHaveLength(1);
});
