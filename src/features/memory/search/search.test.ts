import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import { newTeam } from "../../../../test/support/team.ts";
import { callMemory, newTenant } from "../../../../test/support/tenant.ts";
import { firstKeyScopes } from "../../../kernel/scope.ts";
import { tenantsOf } from "../tenants/store.ts";
import { type SearchRequest, searchUsers } from "./search-users.ts";
import { usersHaving } from "./store.ts";

const { app, services, database, clock } = await testApp();

async function newSearchable(settings: object = {}, headers: Record<string, string> = {}) {
  const tenant = await newTenant(app, settings);
  const made = await tenant.call("POST", "/api-keys", { name: "Search", scopes: ["memory:search"] });
  const search = (body: object, more = headers) =>
    callMemory(app, made.body.api_key, "POST", "/memory/search", body, more);
  const person = async (...said: string[]) => {
    const { userId, conversationId } = await tenant.newUser();
    for (const user_message of said)
      await tenant.call(
        "POST",
        "/memory/ingest",
        { user_id: userId, conversation_id: conversationId, user_message, agent_response: "" },
        headers,
      );
    return userId;
  };
  return { ...tenant, search, person };
}

/** Searches for a piano in the time that is given, from a place on. */
async function searching(tenantId: string, { budgetMs = 0, using = services } = {}) {
  const { organizationId } = await database.one<{ organizationId: number }>(
    sql`select organization_id as "organizationId" from tenants where id = ${tenantId}`,
  );
  const [tenant] = await tenantsOf(database, [organizationId]);
  if (!tenant) throw new Error("no tenant");
  const request = {
    query: "piano",
    filters: {},
    limit: 10,
    minRelevance: 0,
    conversation: undefined,
    since: undefined,
    until: undefined,
    now: clock.now(),
    byMeaning: false,
    among: undefined,
    budgetMs,
  };
  return (after: SearchRequest["after"]) => searchUsers(using, tenant, undefined, { ...request, after });
}

const said = ({ body }: { body: { memories: { user_id: string; user_message: string }[] } }) =>
  body.memories.map(({ user_id, user_message }) => [user_id, user_message]);

test("one search finds what any user said, each exchange with its user, before and after it is in the index", async () => {
  const { call, person, search } = await newSearchable();
  const ada = await person("My piano is out of tune.", "I live in Lisbon.");
  const grace = await person("I sold the piano.");
  const silent = await person("I like tea.");
  for (const flushed of [false, true]) {
    if (flushed) await call("POST", "/memory/flush", { user_id: ada });
    const found = await search({ query: "piano" });
    expect(said(found).slice(0, 2).toSorted()).toEqual(
      [
        [ada, "My piano is out of tune."],
        [grace, "I sold the piano."],
      ].toSorted(),
    );
    expect(said(found).map(([user]) => user)).not.toContain(silent);
    expect(found.body).toMatchObject({ query: "piano", searched_users: 3, next: null });
    const scores = found.body.memories.map(({ relevance }: { relevance: number }) => relevance);
    expect(scores).toEqual(scores.toSorted((a: number, b: number) => b - a));
  }
  expect(said(await search({ query: "piano", limit: 1 }))).toHaveLength(1);
  expect(said(await search({ query: "piano", user_ids: [grace, "usr_unknown"] }))).toEqual([
    [grace, "I sold the piano."],
  ]);
  await call("DELETE", `/users/${grace}`);
  const users = said(await search({ query: "piano" })).map(([user]) => user);
  expect(new Set(users)).toEqual(new Set([ada]));
});

test("a search filters by metadata, agent, run and time", async () => {
  const { call, newUser, search } = await newSearchable();
  const { userId, conversationId } = await newUser();
  const say = (user_message: string, more: object) =>
    call("POST", "/memory/ingest", {
      user_id: userId,
      conversation_id: conversationId,
      user_message,
      agent_response: "",
      ...more,
    });
  await say("The piano by sms.", { metadata: { channel: "sms" }, timestamp: "2026-01-01T00:00:00Z" });
  await say("The piano of an agent.", { agent_id: "planner", run_id: "7" });
  const texts = async (more: object) =>
    said(await search({ query: "piano", ...more })).map(([, text]) => text);
  expect(await texts({ filters: { channel: "sms" } })).toEqual(["The piano by sms."]);
  expect(await texts({ agent_id: "planner", run_id: "7" })).toEqual(["The piano of an agent."]);
  expect(await texts({ agent_id: "planner", run_id: "8" })).toEqual([]);
  expect(await texts({ until: "2026-02-01T00:00:00Z" })).toEqual(["The piano by sms."]);
});

test("a group is metadata: what its members said is found in one search, and nothing of others", async () => {
  const { call, newUser, search } = await newSearchable();
  const members = [];
  for (const group of ["choir", "choir", "chess"]) {
    const { userId: user_id, conversationId: conversation_id } = await newUser();
    const exchange = { user_id, conversation_id, user_message: `The ${group} meets.`, agent_response: "" };
    await call("POST", "/memory/ingest", { ...exchange, metadata: { group } });
    if (group === "choir") members.push(user_id);
  }
  const { memories } = (await search({ query: "meets", filters: { group: "choir" } })).body;
  expect(memories.map(({ user_id }: { user_id: string }) => user_id).toSorted()).toEqual(members.toSorted());
  expect((await search({ query: "meets", filters: { group: "band" } })).body.memories).toEqual([]);
});

test("only a key that was given the scope by name may search, and no tenant sees another's", async () => {
  const { call, search, person } = await newSearchable();
  await person("I play the piano.");
  const first = await call("POST", "/memory/search", { query: "piano" });
  expect([first.status, first.body.message]).toEqual([403, "API key lacks required scope: memory:search"]);
  const keys = (await call("GET", "/api-keys")).body.api_keys ?? (await call("GET", "/api-keys")).body.keys;
  expect(keys.find(({ name }: { name: string }) => name === "Default").scopes).toEqual(firstKeyScopes);
  const other = await newSearchable();
  expect(said(await other.search({ query: "piano" }))).toEqual([]);
  const team = await newTeam(app, services);
  const asMember = async (role: "owner" | "editor") =>
    (await team[role].call(`searchMemory?organizationId=${team.organizationId}`, { query: "piano" })).status;
  expect([await asMember("owner"), await asMember("editor")]).toEqual([200, 403]);
  expect((await search({})).status).toBe(400);
  expect((await search({ query: "piano", after: "usr_1" })).status).toBe(400);
});

test("a search that runs out of time answers what it found, and the next one goes on after it", async () => {
  const { person, tenantId } = await newSearchable();
  const users = [];
  for (let i = 0; i < 3; i++) users.push(await person("I play the piano."));
  // More users than are searched at a time.
  await database.execute(
    sql`insert into memory_users (id, organization_id, key_version, sealed, next_ordinal, created_at, updated_at)
      select 'usr_x' || n, organization_id, key_version, sealed, 1, created_at + n * interval '1 ms', updated_at
      from memory_users, generate_series(1, 150) n where id = ${users[0]}`,
  );
  const searchFrom = await searching(tenantId);
  const first = await searchFrom(undefined);
  expect(first.searched).toBe(100);
  const second = await searchFrom(first.stoppedAfter);
  expect([second.searched, second.stoppedAfter]).toEqual([53, undefined]);
  expect([...first.hits, ...second.hits].map(({ userId }) => userId).toSorted()).toEqual(users.toSorted());
});

test("a search that runs out of time begins no other user, and the next one goes on with the first of them", async () => {
  const { person, tenantId } = await newSearchable();
  const users: string[] = [];
  for (let i = 0; i < 6; i++) users.push(await person(i === 1 ? "I like tea." : "I play the piano."));
  const searchFrom = await searching(tenantId);
  const first = await searchFrom(undefined);
  const second = await searchFrom(first.stoppedAfter);
  expect([first.searched, first.stoppedAfter?.id]).toEqual([4, users[2]]);
  expect([second.searched, second.stoppedAfter]).toEqual([2, undefined]);
  const [tea] = users.splice(1, 1);
  const found = [...first.hits, ...second.hits].map(({ userId }) => userId).filter((id) => id !== tea);
  expect(found.toSorted()).toEqual(users.toSorted());
});

test("a search that fails begins no other user", async () => {
  const { person, tenantId } = await newSearchable();
  for (let i = 0; i < 12; i++) await person("I play the piano.");
  let begun = 0;
  let isBroken = true;
  const of: typeof services.histories.of = async (...user) => {
    begun++;
    if (isBroken) throw new Error("broken");
    return services.histories.of(...user);
  };
  const using = { ...services, histories: { ...services.histories, of } };
  const searchFrom = await searching(tenantId, { budgetMs: 60_000, using });
  await expect(searchFrom(undefined)).rejects.toThrow("broken");
  isBroken = false;
  expect((await searchFrom(undefined)).searched).toBe(12);
  expect(begun).toBe(4 + 12);
});

test("a user whose index has another version of the key by now is searched, not passed over", async () => {
  const { call, person } = await newSearchable();
  const user = await person("I play the piano.");
  await call("POST", "/memory/flush", { user_id: user });
  const among = (keyVersion: number) => usersHaving(database, [user], { keyVersion, terms: [] });
  expect([[...(await among(1))], [...(await among(2))]]).toEqual([[], [user]]);
});

test("a search is recorded for each user whose memory it showed, and counts against a limit of its own", async () => {
  const { call, person, search } = await newSearchable({ audit_reads: true });
  const shown = [await person("I play the piano."), await person("The piano is new.")];
  await person("I like tea.");
  clock.advance(60_000 - (clock.now().getTime() % 60_000)); // the limit counts from minute to minute
  await search({ query: "piano" });
  await search({ query: "harpsichord" });
  const { reads } = (await call("GET", "/memory/reads")).body;
  const searches = reads.filter(({ operation }: { operation: string }) => operation === "searchMemory");
  expect(searches.map(({ user_id }: { user_id: string | null }) => user_id)).toEqual([
    null,
    ...shown.map(() => expect.any(String)),
  ]);
  expect(
    searches
      .slice(1)
      .map(({ user_id }: { user_id: string }) => user_id)
      .toSorted(),
  ).toEqual(shown.toSorted());
  const statuses = [];
  for (let i = 0; i < 60; i++) statuses.push((await search({ query: "piano" })).status);
  expect(statuses.slice(0, 58)).toEqual(Array.from({ length: 58 }, () => 200));
  expect(statuses.at(-1)).toBe(429);
});

test("a tenant with a key of its own is searched with that key only", async () => {
  const key = { "x-encryption-key": Buffer.alloc(32, 7).toString("base64") };
  const { person, search } = await newSearchable({ encryption_mode: "byok" }, key);
  const ada = await person("I play the piano.");
  expect(said(await search({ query: "piano" }))).toEqual([[ada, "I play the piano."]]);
  const without = await search({ query: "piano" }, {});
  expect([without.status, without.body.message]).toEqual([400, expect.stringContaining("X-Encryption-Key")]);
});
