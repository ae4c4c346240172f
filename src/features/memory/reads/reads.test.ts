import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import type { Browser } from "../../../../test/support/browser.ts";
import { memoryOperations } from "../../../../test/support/registered.ts";
import { newTeam } from "../../../../test/support/team.ts";
import { callMemory, newTenant, type TestTenant } from "../../../../test/support/tenant.ts";
import { dayMs } from "../../../platform/clock.ts";
import { showsMemory } from "./note-read.ts";
import { openReadLog } from "./read-log.ts";
import type { ReadToInsert } from "./store.ts";
import { sweepReads } from "./sweep.ts";

const { app, database, services, clock } = await testApp();
const audited = () => newTenant(app, { audit_reads: true });
const readsOf = async ({ call }: TestTenant, query = "") =>
  (await call("GET", `/memory/reads${query}`)).body.reads;
async function organizationOf({ tenantId }: TestTenant): Promise<number> {
  const { id } = await database.one<{ id: number }>(
    sql`select organization_id as id from tenants where id = ${tenantId}`,
  );
  return id;
}
/** Counts a tenant's records, also once the tenant is gone. */
async function recordsOf(tenant: TestTenant): Promise<() => Promise<number>> {
  const organization = await organizationOf(tenant);
  const count = sql`select count(*)::int as n from memory_reads where organization_id = ${organization}`;
  return async () => (await database.one<{ n: number }>(count)).n;
}
const operationsIn = (reads: { operation: string }[]) => reads.map(({ operation }) => operation);

test("nothing is recorded unless the tenant asks for it, and nothing after it no longer does", async () => {
  const tenant = await newTenant(app);
  const { userId } = await tenant.newUser();
  await tenant.call("GET", `/users/${userId}`);
  expect(await readsOf(tenant)).toEqual([]);
  await tenant.call("PATCH", "/tenant", { settings: { audit_reads: true } });
  await tenant.call("GET", `/users/${userId}`);
  await tenant.call("PATCH", "/tenant", { settings: { audit_reads: false } });
  await tenant.call("GET", `/users/${userId}`);
  expect(await readsOf(tenant)).toHaveLength(1);
});

test("every route that shows memory is recorded, with its user and without what was said", async () => {
  const tenant = await audited();
  const { userId, conversationId } = await tenant.newUser();
  await tenant.call("PATCH", `/users/${userId}`, { external_ref: "ada" });
  const { interaction_id } = (await tenant.ingest(userId, conversationId, "I live in Lisbon.")).body;
  const paths: Record<string, string> = {
    listUsers: "/users",
    getUser: `/users/${userId}`,
    exportUser: `/users/${userId}/export`,
    listConversations: `/conversations?user_id=${userId}`,
    getConversation: `/conversations/${conversationId}`,
    listInteractions: `/memory/interactions?user_id=${userId}`,
    getInteraction: `/memory/interactions/${interaction_id}`,
    listFacts: `/memory/facts?user_id=${userId}`,
    listEntities: `/memory/entities?user_id=${userId}`,
    getEntity: `/memory/entities/Lisbon?user_id=${userId}`,
  };
  for (const path of Object.values(paths)) expect((await tenant.call("GET", path)).status).toBe(200);
  await tenant.call("POST", "/memory/query", { user_id: userId, query: "Where in Lisbon?" });
  await tenant.call("POST", "/memory/recall", { external_ref: "ada", query: "Where in Lisbon?" });
  const key = { name: "Search", scopes: ["memory:search"] };
  const { api_key } = (await tenant.call("POST", "/api-keys", key)).body;
  await callMemory(app, api_key, "POST", "/memory/search", { query: "Where in Lisbon?" });

  const reads = await readsOf(tenant);
  const routes = memoryOperations.filter(showsMemory).map(({ name }) => name);
  expect(operationsIn(reads).toSorted()).toEqual(routes.toSorted());
  expect(operationsIn(reads).toReversed()).toEqual([
    ...Object.keys(paths),
    "queryMemory",
    "recallForPerson",
    "searchMemory",
  ]);
  for (const { operation, user_id } of reads)
    expect([operation, user_id]).toEqual([operation, operation === "listUsers" ? null : userId]);
  const rows = await database.query(sql`select r::text as row from memory_reads r`);
  expect(JSON.stringify(rows)).not.toContain("Lisbon");
});

test("a person's look in the app is recorded under the person's name, with the user", async () => {
  const { organizationId, owner, viewer, accountIds } = await newTeam(app, services);
  const ask = async (browser: Browser, name: string, input: object) =>
    (await browser.call(`${name}?organizationId=${organizationId}`, input)).data;
  await ask(owner, "updateTenant", { settings: { audit_reads: true } });
  const { user_id } = await ask(owner, "createUser", {});
  const { conversation_id } = await ask(owner, "createConversation", { user_id });
  await ask(viewer, "readConversation", { conversation_id });
  expect((await ask(owner, "listMemoryReads", {})).reads).toEqual([
    expect.objectContaining({
      operation: "readConversation",
      actor: { kind: "session", id: accountIds.viewer, name: expect.any(String) },
      user_id,
    }),
  ]);
});

test("an agent's recall is recorded with the user of its reference", async () => {
  const tenant = await audited();
  const { userId } = await tenant.newUser();
  await tenant.call("PATCH", `/users/${userId}`, { external_ref: "ada" });
  const payload = {
    jsonrpc: "2.0",
    id: 1,
    method: "tools/call",
    params: { name: "memory_recall", arguments: { external_ref: "ada", query: "piano" } },
  };
  const headers = { authorization: `Bearer ${tenant.apiKey}`, accept: "application/json, text/event-stream" };
  expect((await app.inject({ method: "POST", url: "/mcp", headers, payload })).statusCode).toBe(200);
  expect(await readsOf(tenant)).toEqual([
    {
      id: expect.any(Number),
      at: expect.stringMatching(/^\d{4}-/),
      transport: "mcp",
      actor: { kind: "key", id: expect.stringMatching(/^key_/), name: expect.any(String) },
      operation: "recallForPerson",
      user_id: userId,
      request_id: expect.any(String),
    },
  ]);
});

test("a call that fails is not recorded", async () => {
  const tenant = await audited();
  expect((await tenant.call("GET", "/users/usr_0000000000000000")).status).toBe(404);
  expect(await readsOf(tenant)).toEqual([]);
});

test("the list has pages, and can be limited to a user", async () => {
  const tenant = await audited();
  const [ada, bob] = [await tenant.newUser(), await tenant.newUser()];
  for (const { userId } of [ada, bob, ada, ada]) await tenant.call("GET", `/users/${userId}`);
  const first = (await tenant.call("GET", `/memory/reads?user_id=${ada.userId}&limit=2`)).body;
  const rest = await tenant.call("GET", `/memory/reads?user_id=${ada.userId}&limit=2&before=${first.next}`);
  expect([first.reads.length, rest.body.reads.length, rest.body.next]).toEqual([2, 1, null]);
  expect(await readsOf(tenant, `?user_id=${bob.userId}`)).toHaveLength(1);
  expect(await readsOf(tenant)).toHaveLength(4);
});

test("a key without tenant:admin, and another tenant, see none of it", async () => {
  const tenant = await audited();
  const { userId } = await tenant.newUser();
  await tenant.call("GET", `/users/${userId}`);
  const scopes = ["memory:read", "users:read", "tenant:read"];
  const { api_key } = (await tenant.call("POST", "/api-keys", { name: "Reader", scopes })).body;
  expect((await callMemory(app, api_key, "GET", "/memory/reads")).status).toBe(403);
  expect(await readsOf(await audited(), `?user_id=${userId}`)).toEqual([]);
});

test("erasing a user removes the id from the records, and erasing the tenant all records", async () => {
  const tenant = await audited();
  const { userId } = await tenant.newUser();
  await tenant.call("GET", `/users/${userId}`);
  await readsOf(tenant);
  await tenant.call("DELETE", `/users/${userId}`);
  expect(await readsOf(tenant)).toEqual([expect.objectContaining({ operation: "getUser", user_id: null })]);
  const kept = await recordsOf(tenant);
  expect(await kept()).toBe(1);
  await tenant.call("DELETE", "/tenant", { confirm: tenant.tenantId });
  expect(await kept()).toBe(0);
});

test("records are deleted after 90 days", async () => {
  const tenant = await audited();
  const { userId } = await tenant.newUser();
  await tenant.call("GET", `/users/${userId}`);
  await services.readLog.flush();
  const kept = await recordsOf(tenant);
  clock.advance(89 * dayMs);
  await sweepReads(services);
  expect(await kept()).toBe(1);
  clock.advance(2 * dayMs);
  await sweepReads(services);
  expect(await kept()).toBe(0);
});

test("records wait while the database is away, up to a bound, and the lost ones are counted in the log", async () => {
  const tenant = await audited();
  const organizationId = await organizationOf(tenant);
  const kept = await recordsOf(tenant);
  const read: ReadToInsert = {
    organizationId,
    at: clock.now(),
    transport: "memory",
    actor: { kind: "key", id: "key_1", name: "A key" },
    operation: "getUser",
    userId: null,
    requestId: "r",
  };
  let isAway = true;
  const errors: object[] = [];
  const log = openReadLog(
    {
      ...database,
      execute: (statement) => (isAway ? Promise.reject(new Error("away")) : database.execute(statement)),
    },
    { error: (details) => errors.push(details) },
  );
  for (let i = 0; i < 50_010; i++) log.note(read);
  await expect(log.flush()).rejects.toThrow("away");
  isAway = false;
  await log.close();
  expect([await kept(), errors]).toEqual([50_000, [{ lost: 10 }]]);
});
