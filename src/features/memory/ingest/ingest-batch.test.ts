import { expect, test } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import { newTenant } from "../../../../test/support/tenant.ts";

const { app } = await testApp();

async function people() {
  const tenant = await newTenant(app);
  const [ada, grace] = [await tenant.newUser(), await tenant.newUser()];
  const batch = (exchanges: object[]) => tenant.call("POST", "/memory/ingest/batch", { exchanges });
  const exchange = ({ userId, conversationId }: typeof ada, user_message: string, more: object = {}) => ({
    user_id: userId,
    conversation_id: conversationId,
    user_message,
    agent_response: "",
    ...more,
  });
  const said = async ({ userId }: typeof ada): Promise<string[]> =>
    (await tenant.call("GET", `/memory/interactions?user_id=${userId}&limit=100`)).body.interactions
      .map(({ user_message }: { user_message: string }) => user_message)
      .toReversed();
  return { ...tenant, ada, grace, batch, exchange, said };
}

test("a batch is stored in order, and its facts are learned", async () => {
  const { ada, grace, batch, exchange, said, call } = await people();
  const exchanges = Array.from({ length: 30 }, (_, i) => exchange(i % 3 ? ada : grace, `Number ${i}`));
  const { status, body } = await batch([...exchanges, exchange(ada, "I live in Lisbon.")]);
  expect([status, body.success, body.stored_count, body.results.length]).toEqual([201, true, 31, 31]);
  expect(await said(grace)).toEqual(Array.from({ length: 10 }, (_, i) => `Number ${3 * i}`));
  expect((await said(ada)).at(-1)).toBe("I live in Lisbon.");
  const { facts } = (await call("GET", `/memory/facts?user_id=${ada.userId}`)).body;
  expect(facts.map(({ value }: { value: string }) => value)).toEqual(["Lisbon"]);
});

test("an exchange that cannot be stored is named, and the others are stored", async () => {
  const { ada, grace, batch, exchange, said } = await people();
  const { status, body } = await batch([
    exchange(ada, "Mine"),
    exchange({ ...ada, conversationId: grace.conversationId }, "Hers"),
    exchange({ ...ada, userId: "usr_none" }, "Nobody's"),
    exchange(ada, "Mine too"),
  ]);
  expect([status, body.success, body.stored_count]).toEqual([201, false, 2]);
  expect(body.results.map(({ error }: { error: string | null }) => error === null)).toEqual([
    true,
    false,
    false,
    true,
  ]);
  expect(await said(ada)).toEqual(["Mine", "Mine too"]);
});

test("a batch that is sent again with its keys stores nothing twice", async () => {
  const { ada, batch, exchange, said } = await people();
  const exchanges = ["One", "Two"].map((text) => exchange(ada, text, { idempotency_key: `key ${text}` }));
  const [first, second] = [await batch(exchanges), await batch(exchanges)];
  expect(second.body).toEqual(first.body);
  expect(await said(ada)).toEqual(["One", "Two"]);
});

test("an empty batch, one of 101 and one with an unknown field are refused whole", async () => {
  const { ada, batch, exchange, said } = await people();
  const many = Array.from({ length: 101 }, () => exchange(ada, "Hello"));
  for (const exchanges of [[], many, [exchange(ada, "Hello"), exchange(ada, "Hello", { mood: "good" })]])
    expect((await batch(exchanges)).status).toBe(400);
  expect(await said(ada)).toEqual([]);
});

test("a batch of which nothing could be stored fails with the first reason", async () => {
  const { ada, batch, exchange } = await people();
  const { status, body } = await batch([exchange({ ...ada, userId: "usr_none" }, "Nobody's")]);
  expect([status, body.error]).toEqual([404, "Not Found"]);
});

test("an unknown query parameter is refused, as an unknown field is", async () => {
  const { call } = await people();
  const { status, body } = await call("GET", "/users?limit=1&colour=teal");
  expect([status, body.details]).toEqual([400, [{ path: "", message: "unknown field 'colour'" }]]);
});

test("a call with a body takes no query parameter, which it would ignore", async () => {
  const { call, ada } = await people();
  for (const [method, path] of [
    ["POST", "/memory/query?limit=3"],
    ["DELETE", `/users/${ada.userId}?dry_run=true`],
  ] as const) {
    const { status, body } = await call(method, path, method === "POST" ? { query: "tea" } : undefined);
    expect([status, body.message]).toEqual([400, expect.stringContaining("Unknown query parameter")]);
  }
  expect((await call("GET", `/users/${ada.userId}`)).status).toBe(200);
});
