import { beforeAll, expect, test } from "vitest";
import { testApp } from "../../../test/support/app.ts";
import { newTenant } from "../../../test/support/tenant.ts";

// Read when the package is loaded. Without it, each call is told to a server on the internet.
process.env.MEM0_TELEMETRY = "false";
const { MemoryClient } = await import("mem0ai");

const { app } = await testApp({ config: { allowHttp: true } });
let host = "";
beforeAll(async () => {
  host = `${await app.listen()}/mem0`;
});

async function newClient() {
  const tenant = await newTenant(app);
  return { ...tenant, client: new MemoryClient({ apiKey: tenant.apiKey, host }) };
}
const said = (...texts: string[]) =>
  texts.map((content, i) => ({ role: i % 2 === 0 ? ("user" as const) : ("assistant" as const), content }));

test("what a client of mem0 adds is found by its search, and is an exchange of this server", async () => {
  const { client, call } = await newClient();
  await client.ping();
  const added = await client.add(said("I moved to Lisbon.", "Lovely!", "My cello came along."), {
    userId: "ada",
    agentId: "planner",
    runId: "trip",
    metadata: { channel: "sms" },
    timestamp: 1_767_225_600,
  });
  expect(added.map(({ event, memory }) => [event, memory])).toEqual([
    ["ADD", "I moved to Lisbon."],
    ["ADD", "My cello came along."],
  ]);
  const { results } = await client.search("Where is the cello?", { filters: { user_id: "ada" }, topK: 1 });
  expect(results).toMatchObject([
    {
      id: added[1]?.id,
      memory: "My cello came along.",
      userId: "ada",
      agentId: "planner",
      runId: "trip",
      metadata: { channel: "sms" },
      createdAt: "2026-01-01T00:00:00.000Z",
    },
  ]);
  expect(results[0]?.score).toBeGreaterThan(0);
  const { users } = (await call("GET", "/users?external_ref=ada")).body;
  const { interactions } = (await call("GET", `/memory/interactions?user_id=${users[0].user_id}`)).body;
  expect(interactions.at(-1)).toMatchObject({
    user_message: "I moved to Lisbon.",
    agent_response: "Lovely!",
  });
});

test("filters leave what was said in a run, by an agent, or with metadata", async () => {
  const { client } = await newClient();
  for (const runId of ["one", "two"])
    await client.add(said(`The piano of ${runId}`), {
      userId: "ada",
      runId,
      metadata: { channel: runId },
    });
  const found = async (filters: object) =>
    (await client.search("piano", { filters })).results.map(({ memory }) => memory).toSorted();
  expect(await found({ user_id: "ada" })).toHaveLength(2);
  expect(await found({ user_id: "ada", run_id: "one" })).toEqual(["The piano of one"]);
  expect(await found({ AND: [{ user_id: "ada" }, { metadata: { channel: "two" } }] })).toEqual([
    "The piano of two",
  ]);
  expect(await found({ user_id: "bob" })).toEqual([]);
  const { count, results } = await client.getAll({ filters: { user_id: "ada", run_id: "two" } });
  expect([count, results.map(({ runId }) => runId)]).toEqual([1, ["two"]]);
  await expect(client.search("piano", { filters: { OR: [{ user_id: "ada" }] } })).rejects.toThrow(
    "filters.OR: is not supported. Use AND.",
  );
});

test("memories are listed in pages, read, changed and deleted", async () => {
  const { client } = await newClient();
  for (const text of ["First", "Second", "Third"]) await client.add(said(text), { userId: "ada" });
  const page = await client.getAll({ filters: { user_id: "ada" }, page: 2, pageSize: 2 });
  expect(page).toMatchObject({ count: 3, next: null, results: [{ memory: "First" }] });
  const id = page.results[0]?.id ?? "";
  await client.update(id, { text: "First of all", metadata: { kind: "note" } });
  expect(await client.get(id)).toMatchObject({
    memory: "First of all",
    userId: "ada",
    metadata: { kind: "note" },
  });
  expect(await client.history(id)).toMatchObject([{ memoryId: id, newMemory: "First of all", event: "ADD" }]);
  await client.delete(id);
  await expect(client.get(id)).rejects.toThrow();
  const rest = (await client.getAll({ filters: { user_id: "ada" } })).results.map((one) => one.id);
  await client.batchUpdate(rest.map((memoryId) => ({ memoryId, text: "Both" })));
  expect((await client.getAll({ filters: { user_id: "ada" } })).results.map(({ memory }) => memory)).toEqual([
    "Both",
    "Both",
  ]);
  await client.batchDelete(rest);
  expect((await client.getAll({ filters: { user_id: "ada" } })).count).toBe(0);
});

test("people are listed with their memories, have a profile of facts, and are deleted", async () => {
  const { client } = await newClient();
  await client.add(said("I live in Porto."), { userId: "ada" });
  await client.add(said("A run of Bob"), { userId: "bob", runId: "one" });
  await client.add(said("Bob without a run"), { userId: "bob" });
  const { count, results } = await client.users();
  expect([count, results.map(({ name, totalMemories }) => [name, totalMemories])]).toEqual([
    2,
    [
      ["bob", 2],
      ["ada", 1],
    ],
  ]);
  expect(await client.getProfile({ entityId: "ada" })).toMatchObject({
    profile: { home: ["Porto"] },
    status: "succeeded",
  });
  await client.deleteAll({ userId: "bob", runId: "one" });
  expect((await client.getAll({ filters: { user_id: "bob" } })).results.map(({ memory }) => memory)).toEqual([
    "Bob without a run",
  ]);
  await client.deleteAll({ userId: "bob" });
  await client.deleteUsers({ userId: "ada" });
  expect((await client.users()).results).toEqual([]);
});

test("a wrong key, a weaker key and another tenant get nothing", async () => {
  const { client, call } = await newClient();
  const [added] = await client.add(said("A secret"), { userId: "ada" });
  const { client: other } = await newClient();
  await expect(other.get(added?.id ?? "")).rejects.toThrow();
  expect((await other.search("secret", { filters: { user_id: "ada" } })).results).toEqual([]);
  const post = (token: string, path: string, payload: object) =>
    app.inject({
      method: "POST",
      url: `/mem0${path}`,
      headers: { authorization: `Token ${token}` },
      payload,
    });
  expect((await post("rk_live_wrong", "/v3/memories/add/", {})).statusCode).toBe(401);
  const { api_key } = (await call("POST", "/api-keys", { name: "Reader", scopes: ["memory:read"] })).body;
  const refused = await post(api_key, "/v3/memories/add/", { messages: "x", user_id: "ada" });
  expect([refused.statusCode, refused.json().message]).toEqual([
    403,
    "API key lacks required scope: memory:write",
  ]);
});

test("what this server does not have is refused with a sentence, and not ignored", async () => {
  const { client } = await newClient();
  await expect(client.add(said("Hi"), { agentId: "planner" })).rejects.toThrow("user_id");
  await expect(client.add(said("Hi"), { userId: "ada", expirationDate: "2030-01-01" })).rejects.toThrow(
    "retention_days",
  );
  await expect(
    client.createWebhook({ name: "x", url: "https://example.com", eventTypes: [] }),
  ).rejects.toThrow();
  await expect(client.feedback({ memoryId: "int_1" })).rejects.toThrow("This server speaks mem0's API");
});
