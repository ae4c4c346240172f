import { expect, test } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import { newTenant } from "../../../../test/support/tenant.ts";
import { idOf, time } from "../../../../test/support/transports/memory-shapes.ts";

const { app } = await testApp();

test("a conversation is created, changed in part, listed by its user and counted", async () => {
  const tenant = await newTenant(app);
  const { user_id } = (await tenant.call("POST", "/users", {})).body;
  const made = await tenant.call("POST", "/conversations", { user_id, title: "Tea", metadata: { a: 1 } });
  const conversation = {
    conversation_id: idOf("conv"),
    tenant_id: tenant.tenantId,
    user_id,
    title: "Tea",
    metadata: { a: 1 },
    message_count: 0,
    created_at: time,
    updated_at: time,
  };
  expect([made.status, made.body]).toEqual([201, conversation]);
  const { conversation_id } = made.body;
  const patch = (body: object) => tenant.call("PATCH", `/conversations/${conversation_id}`, body);
  expect((await patch({ title: null })).body).toEqual({ ...conversation, title: null });
  expect((await patch({ metadata: {} })).body).toEqual({ ...conversation, title: null, metadata: {} });
  expect((await patch({ user_id })).status).toBe(400);
  await tenant.ingest(user_id, conversation_id, "Hello");
  const got = (await tenant.call("GET", `/conversations/${conversation_id}`)).body;
  expect(got.message_count).toBe(1);
  expect((await tenant.call("GET", `/conversations?user_id=${user_id}`)).body).toEqual({
    conversations: [got],
    total: 1,
    limit: 20,
    offset: 0,
  });
  expect((await tenant.call("GET", "/conversations")).body).toEqual({
    error: "Bad Request",
    message: "user_id: is required.",
    details: [{ path: "user_id", message: "is required" }],
  });
  expect((await tenant.call("DELETE", `/conversations/${conversation_id}`)).body).toEqual({
    success: true,
    conversation_id,
    erased: { interactions: 1, facts: 0 },
  });
});

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: one exchange from beginning to end; each step uses the answer before.
test("an exchange is ingested, queried with its evidence, flushed, read back and forgotten", async () => {
  const tenant = await newTenant(app);
  const { userId: user_id, conversationId: conversation_id } = await tenant.newUser();
  const exchange = {
    user_id,
    conversation_id,
    user_message: "I live in Lisbon.",
    agent_response: "",
    metadata: { channel: "sms" },
    timestamp: "2026-11-01T12:00:00+01:00",
  };
  const ingested = await tenant.call("POST", "/memory/ingest", exchange);
  expect([ingested.status, ingested.body]).toEqual([
    201,
    {
      success: true,
      interaction_id: idOf("int"),
      buffered: true,
      buffer_size: 1,
      message: "Interaction queued for processing",
    },
  ]);
  const { interaction_id } = ingested.body;
  const kept = { interaction_id, conversation_id, user_message: exchange.user_message, agent_response: "" };
  const rest = { utc_offset: "+01:00", metadata: exchange.metadata, timestamp: "2026-11-01T11:00:00.000Z" };
  const queried = await tenant.call("POST", "/memory/query", { user_id, query: "Where does she live?" });
  const fact = {
    fact_id: idOf("fact"),
    subject: "user",
    attribute: "home",
    value: "Lisbon",
    text: expect.stringContaining("Lisbon"),
    confidence: expect.any(Number),
    valid_from: "2026-11-01T11:00:00.000Z",
    valid_to: null,
    source_interaction_id: interaction_id,
  };
  expect([queried.status, queried.body]).toEqual([
    200,
    {
      query: "Where does she live?",
      memories: [
        {
          ...kept,
          ...rest,
          score: expect.any(Number),
          relevance: expect.any(Number),
          matched: expect.arrayContaining(["terms"]),
        },
      ],
      facts: [fact],
      context: expect.stringContaining("[2026-11-01]"),
      took_ms: expect.any(Number),
    },
  ]);
  const lean = { user_id, query: "Lisbon", include_facts: false, conversation_id };
  expect((await tenant.call("POST", "/memory/query", lean)).body.facts).toEqual([]);
  const read = { ...kept, user_id, ...rest };
  expect((await tenant.call("GET", `/memory/interactions/${interaction_id}`)).body).toEqual({
    ...read,
    buffered: true,
  });
  expect((await tenant.call("POST", "/memory/flush", { user_id, conversation_id })).body).toEqual({
    success: true,
    flushed_count: 1,
    conversation_ids: [conversation_id],
    message: "Flushed 1 interaction",
  });
  expect((await tenant.call("GET", `/memory/interactions?user_id=${user_id}`)).body).toEqual({
    interactions: [{ ...read, buffered: false }],
    total: 1,
    limit: 20,
    offset: 0,
  });
  expect((await tenant.call("GET", `/memory/facts?user_id=${user_id}`)).body).toEqual({
    facts: [fact],
    total: 1,
    limit: 20,
    offset: 0,
  });
  expect((await tenant.call("DELETE", `/memory/interactions/${interaction_id}`)).body).toEqual({
    success: true,
    interaction_id,
    erased: { interactions: 1, facts: 1 },
  });
});

test("a query returns 5 exchanges by default, and accepts a limit of 1 to 100", async () => {
  const tenant = await newTenant(app);
  const { userId, conversationId } = await tenant.newUser();
  await Promise.all(Array.from({ length: 9 }, (_, i) => tenant.ingest(userId, conversationId, `Tulip ${i}`)));
  const ask = (more: object) =>
    tenant.call("POST", "/memory/query", { user_id: userId, query: "tulip", ...more });
  expect((await ask({})).body.memories).toHaveLength(5);
  expect((await ask({ limit: 100 })).body.memories).toHaveLength(9);
  for (const more of [
    { limit: 0 },
    { limit: 101 },
    { query: "" },
    { since: "yesterday" },
    { token_budget: 0 },
  ]) {
    expect([more, (await ask(more)).body.details?.[0].path]).toEqual([more, Object.keys(more)[0]]);
  }
});

test("an exchange for another user's conversation is refused, and others in the same batch are stored", async () => {
  const tenant = await newTenant(app);
  const [ada, grace] = [await tenant.newUser(), await tenant.newUser()];
  const answers = await Promise.all([
    tenant.ingest(ada.userId, ada.conversationId, "Mine"),
    tenant.ingest(ada.userId, grace.conversationId, "Hers"),
    tenant.ingest(ada.userId, ada.conversationId, "Mine too"),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([201, 404, 201]);
  expect((await tenant.call("GET", `/memory/interactions?user_id=${ada.userId}`)).body.total).toBe(2);
});
