import { expect, test } from "vitest";
import { mem0App, said } from "../../../test/support/mem0.ts";

const { app, newClient } = await mem0App();
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

test("a memory that only an assistant said is changed as it is, one by one and in a batch", async () => {
  const { client } = await newClient();
  const words = (texts: string[]) => texts.map((content) => ({ role: "assistant" as const, content }));
  const added = await client.add(words(["I booked seat 4.", "I booked seat 5."]), { userId: "ada" });
  const [one = "", other = ""] = added.map(({ id }) => id);
  await client.update(one, { text: "I booked seat 6." });
  await client.batchUpdate([
    { memoryId: one, text: "I booked seat 7." },
    { memoryId: other, text: "I booked seat 8." },
  ]);
  expect([await client.get(one), await client.get(other)]).toMatchObject([
    { memory: "I booked seat 7.", messages: [{ role: "assistant", content: "I booked seat 7." }] },
    { memory: "I booked seat 8.", messages: [{ role: "assistant", content: "I booked seat 8." }] },
  ]);
});

test("a profile has facts of any attribute", async () => {
  const { client, call } = await newClient();
  await client.add(said("Hello"), { userId: "ada" });
  const { users } = (await call("GET", "/users?external_ref=ada")).body;
  const user_id = users[0].user_id;
  for (const value of ["Renzo", "Zaha"])
    await call("POST", "/memory/facts", { user_id, attribute: "constructor", value });
  expect((await client.getProfile({ entityId: "ada" })).profile).toEqual({ constructor: ["Renzo", "Zaha"] });
});

test("a profile has all facts, also those after the first hundred", async () => {
  const { client, call } = await newClient();
  await client.add(said("Hello"), { userId: "ada" });
  const [{ user_id }] = (await call("GET", "/users?external_ref=ada")).body.users;
  const bands = Array.from({ length: 103 }, (_, i) => `Band ${i}`);
  for (const value of bands) await call("POST", "/memory/facts", { user_id, attribute: "likes", value });
  expect((await client.getProfile({ entityId: "ada" })).profile).toEqual({ likes: bands });
});

test("memories of a tenant with its own key are kept and found with the header X-Encryption-Key", async () => {
  const { client } = await newClient({ encryption_mode: "byok" });
  await expect(client.add(said("A secret"), { userId: "ada" })).rejects.toThrow("X-Encryption-Key");
  client.headers["X-Encryption-Key"] = Buffer.alloc(32, 7).toString("base64");
  const [added] = await client.add(said("A secret"), { userId: "ada" });
  expect(await client.get(added?.id ?? "")).toMatchObject({ memory: "A secret" });
  await client.update(added?.id ?? "", { text: "A new secret" });
  expect((await client.search("secret", { filters: { user_id: "ada" } })).results).toMatchObject([
    { memory: "A new secret" },
  ]);
  expect((await client.getProfile({ entityId: "ada" })).profile).toEqual({});
  await client.deleteAll({ userId: "ada" });
  expect((await client.users()).results).toEqual([]);
});
