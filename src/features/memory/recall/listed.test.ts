import { expect, test } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import { newTenant } from "../../../../test/support/tenant.ts";

const { app } = await testApp();
const tenant = await newTenant(app);
const { userId, conversationId } = await tenant.newUser();
const spoken = [
  ["The tulips are out", { agent_id: "gardener", run_id: "spring", timestamp: "2026-03-02T00:00:00Z" }],
  ["The hedge is cut", { agent_id: "gardener", run_id: "autumn", timestamp: "2026-10-02T00:00:00Z" }],
  ["The tulips are in soup", { agent_id: "cook", run_id: "spring", timestamp: "2026-03-01T00:00:00Z" }],
  ["The bulbs belong to us all", { metadata: { group: "neighbours" }, timestamp: "2026-04-01T00:00:00Z" }],
] as const;
for (const [text, more] of spoken) await tenant.ingest(userId, conversationId, text, more);

const query = (asked: object) => tenant.call("POST", "/memory/query", { user_id: userId, ...asked });
const found = async (asked: object) =>
  (await query(asked)).body.memories.map(({ user_message }: { user_message: string }) => user_message);

test("a query finds what was said to one agent, or in one run", async () => {
  expect(await found({ query: "tulips", agent_id: "cook" })).toEqual(["The tulips are in soup"]);
  expect(await found({ query: "tulips", agent_id: "gardener" })).toEqual(["The tulips are out"]);
  expect(await found({ query: "tulips", run_id: "autumn" })).toEqual([]);
  expect((await found({ query: "tulips", run_id: "spring" })).toSorted()).toEqual([
    "The tulips are in soup",
    "The tulips are out",
  ]);
  const [first] = (await query({ query: "tulips", agent_id: "cook" })).body.memories;
  expect(first.metadata).toEqual({ agent_id: "cook", run_id: "spring" });
});

test("a query finds what belongs to a group, which is metadata", async () => {
  expect(await found({ query: "bulbs tulips", filters: { group: "neighbours" } })).toEqual([
    "The bulbs belong to us all",
  ]);
});

test("without a query, what filters leave is listed, newest first, up to the limit", async () => {
  expect(await found({ agent_id: "gardener" })).toEqual(["The hedge is cut", "The tulips are out"]);
  expect(await found({ run_id: "spring", limit: 1 })).toEqual(["The tulips are out"]);
  expect(await found({ filters: { group: { exists: false } }, until: "2026-03-01T12:00:00Z" })).toEqual([
    "The tulips are in soup",
  ]);
  const refused = await query({});
  expect([refused.status, refused.body.message]).toEqual([
    400,
    "query: is required unless 'filters', 'agent_id' or 'run_id' is given.",
  ]);
});

test("an exchange is remembered and recalled by the caller's own id of the person", async () => {
  const about = { external_ref: "crm-1" };
  const nobody = await tenant.call("POST", "/memory/recall", { ...about, query: "harp" });
  expect(nobody.body).toMatchObject({ memories: [], facts: [], context: "" });
  const remembered = await tenant.call("POST", "/memory/remember", {
    ...about,
    user_message: "My harp is new",
  });
  expect(remembered.status).toBe(201);
  const { memories } = (await tenant.call("POST", "/memory/recall", { ...about, query: "harp" })).body;
  expect(memories).toMatchObject([{ user_message: "My harp is new" }]);
  expect((await tenant.call("POST", "/memory/recall", about)).status).toBe(400);
});

test("bounds see every exchange with the key, however many newer and better ones do not fit", async () => {
  const { userId, conversationId } = await tenant.newUser();
  const days = 86_400_000;
  const exchange = (i: number) => ({
    user_id: userId,
    conversation_id: conversationId,
    user_message: i < 3 ? `A walk by the old harbour on day ${i}` : "Harbour",
    agent_response: "",
    metadata: { stars: i < 3 ? 5 : 1 },
    timestamp: new Date(Date.parse("2024-01-01") + i * days).toISOString(),
  });
  for (let from = 0; from < 600; from += 100) {
    const exchanges = Array.from({ length: 100 }, (_, i) => exchange(from + i));
    expect((await tenant.call("POST", "/memory/ingest/batch", { exchanges })).status).toBe(201);
  }
  const asked = { user_id: userId, filters: { stars: { gte: 5 } } };
  const walks = [2, 1, 0].map((i) => `A walk by the old harbour on day ${i}`);
  expect(await found(asked)).toEqual(walks);
  expect(await found({ ...asked, min_relevance: 0.5 })).toEqual(walks);
  expect((await found({ ...asked, query: "harbour" })).toSorted()).toEqual(walks.toSorted());
});
