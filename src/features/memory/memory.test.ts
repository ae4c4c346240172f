import { expect, test } from "vitest";
import { testApp } from "../../../test/support/app.ts";
import { newTenant } from "../../../test/support/tenant.ts";
import { flushUser } from "./ingest/flush.ts";

const { app, services } = await testApp();

test("an exchange is found as soon as its ingest returns, and after its flush", async () => {
  const tenant = await newTenant(app);
  const { userId, conversationId } = await tenant.newUser();
  const ingested = await tenant.ingest(userId, conversationId, "My sister Clara plays the cello in Antwerp");
  expect(ingested).toMatchObject({
    status: 201,
    body: { success: true, buffered: true, buffer_size: 1, message: "Interaction queued for processing" },
  });
  expect(ingested.body.interaction_id).toMatch(/^int_[0-9A-Za-z]{16}$/);
  const found = async () =>
    (await tenant.call("POST", "/memory/query", { user_id: userId, query: "Who plays the cello?" })).body;
  const before = await found();
  expect(before.memories).toMatchObject([
    {
      interaction_id: ingested.body.interaction_id,
      user_message: "My sister Clara plays the cello in Antwerp",
    },
  ]);
  expect(before.memories[0].matched).toContain("terms");
  expect(before.context).toContain("cello");
  const flushed = await tenant.call("POST", "/memory/flush", { user_id: userId });
  expect(flushed.body).toEqual({
    success: true,
    flushed_count: 1,
    conversation_ids: [conversationId],
    message: "Flushed 1 interaction",
  });
  expect((await found()).memories).toEqual(before.memories);
  expect((await tenant.call("POST", "/memory/flush", { user_id: userId })).body.flushed_count).toBe(0);
});

test("simultaneous exchanges are all stored, ordered and counted", async () => {
  const tenant = await newTenant(app, { batch_size: 7 });
  const { userId, conversationId } = await tenant.newUser();
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, i) => tenant.ingest(userId, conversationId, `Message number ${i}`)),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array(60).fill(201));
  const listed = (await tenant.call("GET", `/memory/interactions?user_id=${userId}&limit=100`)).body;
  expect(listed.total).toBe(60);
  expect(new Set(listed.interactions.map((i: { user_message: string }) => i.user_message)).size).toBe(60);
  expect((await tenant.call("GET", `/conversations/${conversationId}`)).body.message_count).toBe(60);
  await Promise.all([flushUser(services, userId), flushUser(services, userId), flushUser(services, userId)]);
  const { memories } = (
    await tenant.call("POST", "/memory/query", { user_id: userId, query: "message number", limit: 100 })
  ).body;
  expect(memories).toHaveLength(60);
});

test("an Idempotency-Key stores an exchange once, also for simultaneous calls, and refuses another exchange", async () => {
  const tenant = await newTenant(app);
  const { userId, conversationId } = await tenant.newUser();
  const body = { user_id: userId, conversation_id: conversationId, user_message: "Once", agent_response: "" };
  const send = (more = {}) =>
    tenant.call("POST", "/memory/ingest", { ...body, ...more }, { "idempotency-key": "k1" });
  const answers = await Promise.all([send(), send(), send()]);
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect((await send({ user_message: "Twice" })).status).toBe(409);
  expect((await tenant.call("GET", `/memory/interactions?user_id=${userId}`)).body.total).toBe(1);
});

test("a query searches only its conversation and its time", async () => {
  const tenant = await newTenant(app);
  const { userId, conversationId } = await tenant.newUser();
  const second = (await tenant.call("POST", "/conversations", { user_id: userId })).body.conversation_id;
  await tenant.ingest(userId, conversationId, "We saw the lighthouse", { timestamp: "2026-01-10T10:00:00Z" });
  await tenant.ingest(userId, second, "The lighthouse again", { timestamp: "2026-03-10T10:00:00Z" });
  const said = async (more: object) =>
    (
      await tenant.call("POST", "/memory/query", { user_id: userId, query: "lighthouse", ...more })
    ).body.memories.map((m: { user_message: string }) => m.user_message);
  expect(await said({ conversation_id: second })).toEqual(["The lighthouse again"]);
  expect(await said({ since: "2026-02-01T00:00:00Z" })).toEqual(["The lighthouse again"]);
  expect(await said({ until: "2026-02-01T00:00:00Z" })).toEqual(["We saw the lighthouse"]);
  expect((await said({})).sort()).toEqual(["The lighthouse again", "We saw the lighthouse"]);
});

test("the context stays within its budget and is in order of time, with dates", async () => {
  const tenant = await newTenant(app);
  const { userId, conversationId } = await tenant.newUser();
  for (let i = 1; i <= 9; i++) {
    await tenant.ingest(userId, conversationId, `Garden note ${i}: ${"the roses need water ".repeat(8)}`, {
      timestamp: `2026-01-0${i}T10:00:00Z`,
    });
  }
  const query = { user_id: userId, query: "garden roses", limit: 9, token_budget: 200 };
  const { context } = (await tenant.call("POST", "/memory/query", query)).body;
  expect(context.length).toBeLessThanOrEqual(200 * 4);
  const dates = [...context.matchAll(/\[(\d{4}-\d\d-\d\d)\]/g)].map(([, date]) => date);
  expect(dates.length).toBeGreaterThan(1);
  expect(dates).toEqual([...dates].sort());
});

test("statements of the user become facts, a newer value closes the older one, and corrections stay", async () => {
  const tenant = await newTenant(app);
  const { userId, conversationId } = await tenant.newUser();
  await tenant.ingest(userId, conversationId, "I live in Lisbon.", { timestamp: "2026-01-01T10:00:00Z" });
  await tenant.ingest(userId, conversationId, "I moved to Porto.", { timestamp: "2026-02-01T10:00:00Z" });
  const facts = async (more = "") =>
    (await tenant.call("GET", `/memory/facts?user_id=${userId}${more}`)).body.facts;
  const home = (await facts()).filter((f: { attribute: string }) => f.attribute === "home");
  expect(home).toMatchObject([{ value: "Porto", valid_to: null }]);
  const all = (await facts("&all=true")).filter((f: { attribute: string }) => f.attribute === "home");
  expect(all.map((f: { value: string }) => f.value)).toEqual(["Lisbon", "Porto"]);
  const corrected = await tenant.call("PATCH", `/memory/facts/${home[0].fact_id}`, { value: "Braga" });
  expect(corrected).toMatchObject({ status: 200, body: { value: "Braga", confidence: 1 } });
  await tenant.ingest(userId, conversationId, "I moved to Porto.", { timestamp: "2026-02-01T10:00:00Z" });
  expect((await facts()).filter((f: { attribute: string }) => f.attribute === "home")).toMatchObject([
    { value: "Braga" },
  ]);
  await tenant.call("DELETE", `/memory/facts/${corrected.body.fact_id}`);
  expect((await facts()).filter((f: { attribute: string }) => f.attribute === "home")).toEqual([]);
});

test("erasing a user leaves nothing behind, and the answer counts what was removed", async () => {
  const tenant = await newTenant(app);
  const { userId, conversationId } = await tenant.newUser();
  await tenant.ingest(userId, conversationId, "I live in Lisbon.");
  await tenant.call("POST", "/memory/flush", { user_id: userId });
  const erased = await tenant.call("DELETE", `/users/${userId}`);
  expect(erased.body).toMatchObject({ success: true, erased: { conversations: 1, interactions: 1 } });
  expect(erased.body.erased.facts).toBeGreaterThan(0);
  for (const table of ["memory_users", "conversations", "interactions", "memory_postings", "facts"]) {
    const column = table === "memory_users" ? "id" : "user_id";
    const rows = await services.database.query({
      name: "",
      text: `select 1 from ${table} where ${column} = $1`,
      values: [userId],
    });
    expect([table, rows.length]).toEqual([table, 0]);
  }
  expect((await tenant.call("GET", `/users/${userId}`)).status).toBe(404);
});

test("a forgotten exchange is no longer found, and the others are", async () => {
  const tenant = await newTenant(app);
  const { userId, conversationId } = await tenant.newUser();
  const first = (await tenant.ingest(userId, conversationId, "The violin is red")).body.interaction_id;
  await tenant.ingest(userId, conversationId, "The violin is blue");
  await tenant.call("POST", "/memory/flush", { user_id: userId });
  await tenant.ingest(userId, conversationId, "The violin is green");
  await tenant.call("DELETE", `/memory/interactions/${first}`);
  const { memories } = (await tenant.call("POST", "/memory/query", { user_id: userId, query: "violin" }))
    .body;
  expect(memories.map((m: { user_message: string }) => m.user_message).sort()).toEqual([
    "The violin is blue",
    "The violin is green",
  ]);
  expect((await tenant.call("GET", `/memory/interactions/${first}`)).status).toBe(404);
});

test("a user's export streams everything, one record per line", async () => {
  const tenant = await newTenant(app);
  const { userId, conversationId } = await tenant.newUser();
  await tenant.ingest(userId, conversationId, "I live in Lisbon.");
  const exported = await tenant.call("GET", `/users/${userId}/export`);
  expect(exported.headers["content-type"]).toContain("application/x-ndjson");
  const types = exported.text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line).type);
  expect(types).toEqual(expect.arrayContaining(["user", "conversation", "interaction", "fact"]));
});

test("every memory call of a tenant with its own key needs that key", async () => {
  const tenant = await newTenant(app, { encryption_mode: "byok" });
  const { userId, conversationId } = await tenant.newUser();
  const own = { "x-encryption-key": Buffer.alloc(32, 7).toString("base64") };
  const said = {
    user_id: userId,
    conversation_id: conversationId,
    user_message: "Secret garden",
    agent_response: "",
  };
  expect((await tenant.call("POST", "/memory/ingest", said)).status).toBe(400);
  expect((await tenant.call("POST", "/memory/ingest", said, own)).status).toBe(201);
  const query = { user_id: userId, query: "garden" };
  expect((await tenant.call("POST", "/memory/query", query, own)).body.memories).toHaveLength(1);
  const wrong = { "x-encryption-key": Buffer.alloc(32, 8).toString("base64") };
  expect((await tenant.call("POST", "/memory/query", query, wrong)).status).toBe(400);
  expect((await tenant.call("POST", "/memory/query", query)).status).toBe(400);
});

test("no word of a conversation is stored unencrypted", async () => {
  const tenant = await newTenant(app);
  const { userId, conversationId } = await tenant.newUser();
  await tenant.call("PATCH", `/users/${userId}`, {
    display_name: "Xanthippe",
    external_ref: "zephyr-77",
    metadata: { likes: "quokkas" },
  });
  await tenant.call("PATCH", `/conversations/${conversationId}`, { title: "Marmalade" });
  await tenant.ingest(
    userId,
    conversationId,
    "I live in Ouagadougou. Remember that my cat is called Bartholomew.",
    { metadata: { topic: "felines" } },
  );
  await tenant.call("POST", "/memory/flush", { user_id: userId });
  await tenant.ingest(userId, conversationId, "Persimmons are my favourite fruit");
  const tables = await services.database.query<{ name: string }>({
    name: "",
    text: "select table_schema || '.' || quote_ident(table_name) as name from information_schema.tables where table_schema in ('public', 'graphile_worker') and table_type = 'BASE TABLE'",
    values: [],
  });
  let dump = "";
  for (const { name } of tables) {
    const rows = await services.database.query<Record<string, unknown>>({
      name: "",
      text: `select * from ${name}`,
      values: [],
    });
    const texts = rows
      .flatMap((row) => Object.values(row))
      .map((v) => (Buffer.isBuffer(v) ? v.toString("latin1") : JSON.stringify(v)));
    dump += texts.join("\n");
  }
  for (const word of [
    "Xanthippe",
    "zephyr",
    "quokka",
    "Marmalade",
    "Ouagadougou",
    "Bartholomew",
    "feline",
    "Persimmon",
  ]) {
    expect([word, dump.toLowerCase().includes(word.toLowerCase())]).toEqual([word, false]);
  }
  expect(dump).toContain(userId);
});
