import { expect, test } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import { newTenant } from "../../../../test/support/tenant.ts";

const { app } = await testApp();
const tenant = await newTenant(app);
const { userId, conversationId } = await tenant.newUser();
const stored: [text: string, metadata: object][] = [
  ["The violin lesson by text", { channel: "sms", priority: 1, at: "2026-01-05" }],
  [
    "The violin lesson by mail",
    { channel: "mail", priority: 5, at: "2026-02-05T10:00:00Z", tags: ["music", "paid"] },
  ],
  ["The violin lesson in a chat", { channel: "chat", priority: "5", done: true }],
  ["The violin lesson with nothing", {}],
];
for (const [text, metadata] of stored) await tenant.ingest(userId, conversationId, text, { metadata });

const ask = (filters: object) =>
  tenant.call("POST", "/memory/query", { user_id: userId, query: "violin lesson", filters });
const found = async (filters: object) =>
  (await ask(filters)).body.memories
    .map(({ user_message }: { user_message: string }) => user_message.split(" ").at(-1))
    .toSorted();

for (const flushed of [false, true]) {
  const where = flushed ? "in the index" : "in the buffer";
  test.each([
    [{}, ["chat", "mail", "nothing", "text"]],
    [{ channel: "sms" }, ["text"]],
    [{ channel: { in: ["sms", "chat"] } }, ["chat", "text"]],
    [{ channel: { in: ["sms", "mail"] }, priority: 5 }, ["mail"]],
    [{ priority: "5" }, ["chat"]],
    [{ tags: "paid" }, ["mail"]],
    [{ done: true }, ["chat"]],
    [{ done: { exists: false } }, ["mail", "nothing", "text"]],
    [{ channel: { exists: true } }, ["chat", "mail", "text"]],
    [{ priority: { gte: 1, lte: 4 } }, ["text"]],
    [{ priority: { gte: 2 } }, ["mail"]],
    [{ at: { gte: "2026-01-31", lte: "2026-02-28" } }, ["mail"]],
    [{ at: { lte: "2026-01-31" } }, ["text"]],
    [{ channel: "fax" }, []],
    [{ "channel ": "sms" }, []],
  ])(`filters on metadata leave what fits, ${where}: %j`, async (filters, expected) => {
    if (flushed) await tenant.call("POST", "/memory/flush", { user_id: userId });
    expect(await found(filters)).toEqual(expected);
  });
}

test.each([
  [{ channel: {} }, "filters.channel"],
  [{ channel: { like: "s" } }, "filters.channel"],
  [{ at: { gte: "yesterday" } }, "filters.at"],
  [Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`k${i}`, 1])), "filters"],
])("a filter that cannot be understood is refused: %j", async (filters, path) => {
  const { status, body } = await ask(filters);
  expect(status).toBe(400);
  expect(body.details[0].path).toContain(path);
});

test("a word of a message is no metadata", async () => {
  await tenant.ingest(userId, conversationId, 'The violin lesson says m ["channel","sms"]');
  expect(await found({ channel: "sms" })).toEqual(["text"]);
});
