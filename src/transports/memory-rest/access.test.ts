import { expect, test } from "vitest";
import { testApp } from "../../../test/support/app.ts";
import { unknownIds } from "../../../test/support/examples/fixture.ts";
import { furnishedTenant } from "../../../test/support/examples/furnished-tenant.ts";
import { type MemoryRequest, memoryRequest } from "../../../test/support/examples/memory-request.ts";
import { newOrganization, operate } from "../../../test/support/operator.ts";
import { dumpTables } from "../../../test/support/postgres/dump.ts";
import { memoryOperations } from "../../../test/support/registered.ts";
import { callMemory, type TestTenant } from "../../../test/support/tenant.ts";
import { createKey } from "../../features/identity/keys/operations.ts";
import { newToken } from "../../features/identity/keys/token.ts";
import type { MemoryIds } from "../../features/memory/examples.ts";
import { type Scope, Scope as Scopes } from "../../kernel/scope.ts";
import type { MemoryOperation } from "./routes.ts";

const { app, services, database, clock } = await testApp();
const mine = await furnishedTenant(app);
const theirs = await furnishedTenant(app);
const withKey = memoryOperations.filter(({ access }) => access.kind !== "anonymous");
const named = (operations: readonly MemoryOperation[]) =>
  operations.map((operation) => [operation.name, operation] as const);

const call = (key: string | undefined, operation: MemoryOperation, { path, body }: MemoryRequest) =>
  callMemory(app, key, operation.memory.method, path, body);

async function keyWith(tenant: TestTenant, scopes: readonly Scope[]): Promise<string> {
  return (await tenant.call("POST", "/api-keys", { name: "One", scopes })).body.api_key;
}

test("every operation of the memory API needs one scope, or no key", () => {
  const kinds = new Set(memoryOperations.map(({ access }) => access.kind));
  expect([...kinds].toSorted()).toEqual(["anonymous", "scope"]);
});

test.each(named(withKey))("%s refuses each other scope, with the contract's error", async (_, operation) => {
  const needed = operation.access.kind === "scope" && operation.access.scope;
  for (const scope of Scopes.options.filter((one) => one !== needed)) {
    const answer = await call(
      await keyWith(mine.tenant, [scope]),
      operation,
      memoryRequest(operation, mine.ids),
    );
    expect([scope, answer.status, answer.text]).toEqual([
      scope,
      403,
      `{"error":"Forbidden","message":"API key lacks required scope: ${needed}"}`,
    ]);
  }
});

test.each(named(withKey))("%s accepts a key with only its scope", async (_, operation) => {
  const { tenant, ids } = await furnishedTenant(app);
  const scope = operation.access.kind === "scope" ? [operation.access.scope] : [];
  const answer = await call(await keyWith(tenant, scope), operation, memoryRequest(operation, ids));
  expect([answer.status, answer.status >= 400 && answer.text]).toEqual([
    operation.memory.status ?? 200,
    false,
  ]);
});

test("a missing, malformed, unknown, expired and revoked key get the same answer on every route", async () => {
  const soon = new Date(clock.now().getTime() + 60_000).toISOString();
  const made = (more: object) =>
    mine.tenant.call("POST", "/api-keys", { name: "Gone", scopes: Scopes.options, ...more });
  const expired = (await made({ expires_at: soon })).body.api_key;
  const { id, api_key: revoked } = (await made({})).body;
  expect((await callMemory(app, expired, "GET", "/users")).status).toBe(200);
  expect((await callMemory(app, revoked, "GET", "/users")).status).toBe(200);
  clock.advance(60_001);
  await mine.tenant.call("DELETE", `/api-keys/${id}`);
  const { apiKey } = mine.tenant;
  const mistyped = `${apiKey.slice(0, -1)}${apiKey.endsWith("a") ? "b" : "a"}`;
  const keys = [undefined, "rk_live_x", mistyped, newToken("rk_live_"), newToken("pk_"), expired, revoked];
  for (const operation of withKey) {
    for (const key of keys) {
      const answer = await call(key, operation, memoryRequest(operation, mine.ids));
      expect([operation.name, key, answer.status, answer.text, answer.headers["www-authenticate"]]).toEqual([
        operation.name,
        key,
        401,
        '{"error":"Unauthorized","message":"Missing or invalid API key"}',
        "Bearer",
      ]);
    }
  }
});

const kinds = Object.keys(unknownIds) as (keyof MemoryIds)[];
/** Each operation with each kind of id in its request. */
const naming = withKey.flatMap((operation) =>
  kinds
    .filter((kind) => JSON.stringify(memoryRequest(operation, unknownIds)).includes(unknownIds[kind]))
    .map((kind) => [operation.name, kind, operation] as const),
);

test.each(naming)(
  "%s with another tenant's %s answers as for an unknown one, and changes nothing",
  async (_name, kind, operation) => {
    const before = await everythingBut();
    const foreign = await call(
      theirs.tenant.apiKey,
      operation,
      memoryRequest(operation, { ...theirs.ids, [kind]: mine.ids[kind] }),
    );
    const unknown = await call(
      theirs.tenant.apiKey,
      operation,
      memoryRequest(operation, { ...theirs.ids, [kind]: unknownIds[kind] }),
    );
    expect(foreign.status).toBe(operation.name === "deleteTenant" ? 400 : 404);
    expect(foreign.text).toBe(unknown.text);
    const comparable = ({ headers }: typeof unknown) => ({ ...headers, "x-request-id": "", date: "" });
    expect(comparable(foreign)).toEqual(comparable(unknown));
    expect(await everythingBut()).toEqual(before);
  },
);

/** All tables, without the keys' last uses and the counts of calls. */
async function everythingBut() {
  const tables = await dumpTables(database);
  tables.delete("public.keys");
  tables.delete("public.request_counts");
  return tables;
}

test("any valid key with the scope works, with either prefix", async () => {
  const organizationId = await newOrganization(services, ["barcelona"]);
  const { apiKey } = await operate(services, createKey, {
    organizationId,
    name: "Pictures and memory",
    libraries: { barcelona: "read" },
    scopes: ["users:write", "users:read"],
  });
  expect(apiKey).toMatch(/^pk_/);
  const made = await callMemory(app, apiKey, "POST", "/users", { display_name: "Grace" });
  expect(made.status).toBe(201);
  expect((await callMemory(app, apiKey, "GET", `/users/${made.body.user_id}`)).status).toBe(200);
  expect((await callMemory(app, apiKey, "GET", "/tenant")).body.message).toBe(
    "API key lacks required scope: tenant:read",
  );
  const test = (
    await mine.tenant.call("POST", "/api-keys", {
      name: "t",
      scopes: ["users:read"],
      environment: "test",
    })
  ).body.api_key;
  expect(test).toMatch(/^rk_test_/);
  expect((await callMemory(app, test, "GET", "/users")).status).toBe(200);
});

test("another kind of Authorization header is not a key", async () => {
  for (const authorization of ["Basic abc", "Bearer", `Bearer ${mine.tenant.apiKey} x`, mine.tenant.apiKey]) {
    expect((await callMemory(app, undefined, "GET", "/users", undefined, { authorization })).status).toBe(
      401,
    );
  }
});
