import { expect, test } from "vitest";

import { testApp } from "../../../../test/support/app.ts";
import { dump } from "../../../../test/support/postgres/dump.ts";
import { secondNode } from "../../../../test/support/processes/second-node.ts";
import { callMemory, newTenant, type TestTenant } from "../../../../test/support/tenant.ts";
import { enforceRetention } from "../lifecycle/retention.ts";

const hourMs = 3_600_000;
const node = await testApp();
const other = await secondNode(node);
const { app, services, clock, database } = node;

async function person(settings = {}) {
  const tenant = await newTenant(app, { retention_days: 0, ...settings });
  const { userId, conversationId } = await tenant.newUser();
  const body = { user_id: userId, conversation_id: conversationId, agent_response: "" };
  const at = (where: typeof app) => (key: string, said: string) =>
    callMemory(
      where,
      tenant.apiKey,
      "POST",
      "/memory/ingest",
      { ...body, user_message: said },
      {
        "idempotency-key": key,
      },
    );
  return { tenant, userId, conversationId, here: at(app), there: at(other.app) };
}

const held = async (tenant: TestTenant, userId: string) =>
  (await tenant.call("GET", `/memory/interactions?user_id=${userId}`)).body.total;

test("a request sent to several processes at once is stored once and gets the same answer from all", async () => {
  const { tenant, userId, here, there } = await person();
  // More than the database has connections, and more than fit into one commit.
  const sent = Array.from({ length: 40 }, (_, i) =>
    [here, there][i % 2]?.(`key ${i % 4}`, `Exchange ${i % 4}`),
  );
  const answers = await Promise.all(sent);
  expect(answers.map((answer) => answer?.status)).toEqual(Array(40).fill(201));
  expect(new Set(answers.map((answer) => answer?.text)).size).toBe(4);
  expect(await held(tenant, userId)).toBe(4);
  const { body } = await tenant.call("POST", "/memory/query", {
    user_id: userId,
    query: "exchange",
    limit: 100,
  });
  expect(body.memories).toHaveLength(4);
});

test("a repeated request gets the first answer after the exchange was edited", async () => {
  const { tenant, userId, here } = await person();
  const { body } = await here("edited", "I live in Rome.");
  const path = `/memory/interactions/${body.interaction_id}`;
  await tenant.call("PATCH", path, { user_message: "I live in Milan." });
  expect(await here("edited", "I live in Rome.")).toMatchObject({ status: 201, body });
  expect((await tenant.call("GET", path)).body.user_message).toBe("I live in Milan.");
  expect(await held(tenant, userId)).toBe(1);
  await tenant.call("DELETE", path);
  expect((await here("edited", "I live in Rome.")).status).toBe(409);
});

test("exchanges in the same batch as a repeated one are stored", async () => {
  const { tenant, userId, conversationId, here } = await person();
  await here("again", "Said before");
  const answers = await Promise.all([
    tenant.ingest(userId, conversationId, "First"),
    here("again", "Said before"),
    tenant.ingest(userId, conversationId, "Second"),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
  expect(await held(tenant, userId)).toBe(3);
});

test("a key used for another request is a conflict, but tenants may use the same key", async () => {
  const { here } = await person();
  const stranger = await person();
  expect((await here("k", "Hello")).status).toBe(201);
  expect(await here("k", "Bye")).toMatchObject({ status: 409, body: { error: "Conflict" } });
  expect((await stranger.here("k", "Hello")).status).toBe(201);
});

test("a key can be used again after 24 hours", async () => {
  const { tenant, userId, here } = await person();
  const first = await here("daily", "Good morning");
  clock.advance(24 * hourMs - 5_000);
  expect((await here("daily", "Good morning")).text).toBe(first.text);
  clock.advance(5_001);
  const second = await here("daily", "Good evening");
  expect(second.status).toBe(201);
  expect(second.body.interaction_id).not.toBe(first.body.interaction_id);
  expect(await held(tenant, userId)).toBe(2);
  expect((await here("daily", "Good evening")).text).toBe(second.text);
});

test("a late retry does not store a forgotten exchange again", async () => {
  const { tenant, userId, here } = await person();
  const { interaction_id } = (await here("late", "Forget me")).body;
  await tenant.call("DELETE", `/memory/interactions/${interaction_id}`);
  expect(await here("late", "Forget me")).toMatchObject({
    status: 409,
    body: { message: expect.stringContaining("forgotten") },
  });
  expect(await held(tenant, userId)).toBe(0);
});

test("a request that failed does not use its key", async () => {
  const { tenant, userId, conversationId } = await person();
  const said = { user_id: userId, user_message: "Hi", agent_response: "" };
  const send = (conversation_id: string) =>
    tenant.call("POST", "/memory/ingest", { ...said, conversation_id }, { "idempotency-key": "f" });
  expect((await send("conv_0000000000000000")).status).toBe(404);
  expect((await send(conversationId)).status).toBe(201);
});

test("stored keys and requests are keyed hashes, and are deleted after a day", async () => {
  const { here } = await person();
  await here("order-of-ada@example.com", "Ada orders marzipan");
  const stolen = await dump(database);
  expect(stolen).not.toContain("ada@example.com");
  expect(stolen).not.toContain("marzipan");
  const rows = () =>
    database.query<{ key: Buffer }>({
      name: "",
      text: "select key_hash as key from idempotent_ingests",
      values: [],
    });
  const { hash } = await import("node:crypto");
  expect((await rows()).map(({ key }) => key.toString("hex"))).not.toContain(
    hash("sha256", "order-of-ada@example.com"),
  );
  clock.advance(24 * hourMs);
  await enforceRetention(services);
  expect(await rows()).toEqual([]);
});
