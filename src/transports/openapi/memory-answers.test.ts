import { expect, test } from "vitest";
import { testApp } from "../../../test/support/app.ts";
import { unknownIds } from "../../../test/support/examples/fixture.ts";
import { furnishedTenant } from "../../../test/support/examples/furnished-tenant.ts";
import { memoryRequest } from "../../../test/support/examples/memory-request.ts";
import { memoryOperations } from "../../../test/support/registered.ts";
import { callMemory, type TestTenant } from "../../../test/support/tenant.ts";
import { declaredBy } from "../../../test/support/transports/declared.ts";
import { Scope } from "../../kernel/scope.ts";
import { memoryPrefix } from "../memory-rest/routes.ts";

const { app } = await testApp();
const expectDeclared = await declaredBy(app);
const { tenant, ids } = await furnishedTenant(app);

/** Calls with a key that has every scope, also those that a tenant's first key lacks. */
async function fullyScoped(of: TestTenant): Promise<TestTenant["call"]> {
  const { api_key } = (await of.call("POST", "/api-keys", { name: "All", scopes: Scope.options })).body;
  return (method, path, body) => callMemory(app, api_key, method, path, body);
}
const call = await fullyScoped(tenant);

const json = memoryOperations.filter(({ streams }) => !streams);

test.each(json.map((operation) => [operation.name, operation] as const))(
  "%s answers as the document declares",
  async (_name, operation) => {
    const { method, status = 200 } = operation.memory;
    const { tenant, ids } = await furnishedTenant(app);
    const { path, body } = memoryRequest(operation, ids);
    const call = await fullyScoped(tenant);
    const answer = await call(method, path, body);
    expect(answer.status).toBe(status);
    expectDeclared(method, `${memoryPrefix}${path}`, answer);
  },
);

test.each(memoryOperations.map((operation) => [operation.name, operation] as const))(
  "the errors of %s are declared: missing key, unknown ids, invalid fields and values",
  async (_name, operation) => {
    const { access, memory, input } = operation;
    const { method } = memory;
    const { path, body } = memoryRequest(operation, unknownIds);
    const at = `${memoryPrefix}${path}`;
    if (access.kind !== "anonymous")
      expectDeclared(method, at, await callMemory(app, "rk_live_x", method, path, body));
    if (/_0{16}/.test(`${path}${JSON.stringify(body)}`))
      expectDeclared(method, at, await call(method, path, body));
    if (method === "GET" && !("limit" in input.shape)) return;
    const misfit =
      method === "GET"
        ? await call(method, `${path}${path.includes("?") ? "&" : "?"}limit=101`)
        : await call(method, path, { ...body, surprise: true });
    expect(misfit.status).toBe(400);
    expectDeclared(method, at, misfit);
  },
);

test.each<[string, string, string, object]>([
  ["a taken email address", "POST", "/tenants", { name: "x", email: "taken@example.com" }],
  ["a reference that is taken", "POST", "/users", { external_ref: "taken" }],
  ["a body over 1 MB", "POST", "/users", { display_name: "x".repeat(1024 * 1024) }],
  ["another tenant to delete", "DELETE", "/tenant", { confirm: unknownIds.tenant }],
  ["an unknown scope", "POST", "/api-keys", { name: "x", scopes: ["memory:read", "memory:all"] }],
  ["an unknown setting", "PATCH", "/tenant", { settings: { retention: 3 } }],
])("the refusal of %s is declared", async (_, method, path, body) => {
  await tenant.call(method, path, body);
  const answer = await tenant.call(method, path, body);
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expectDeclared(method, `${memoryPrefix}${path}`, answer);
});

test("an export is NDJSON with the records of the other routes", async () => {
  const exported = await tenant.call("GET", `/users/${ids.user}/export`);
  const records = exported.text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  for (const { type, ...record } of records) {
    const paths: Record<string, string> = {
      user: `/users/${record.user_id}`,
      conversation: `/conversations/${record.conversation_id}`,
      interaction: `/memory/interactions/${record.interaction_id}`,
    };
    if (type === "fact") {
      const { facts } = (await tenant.call("GET", `/memory/facts?user_id=${ids.user}&all=true`)).body;
      // What an import needs beside.
      const { kind, said_at, corrected_at, ...fact } = record;
      expect(facts).toContainEqual(fact);
      expect([kind, said_at, corrected_at]).toEqual([
        expect.stringMatching(/^(?:single|many)$/),
        expect.any(String),
        null,
      ]);
    } else expect(record).toEqual((await tenant.call("GET", paths[type] as string)).body);
  }
  expect(new Set(records.map(({ type }) => type)).size).toBe(4);
});
