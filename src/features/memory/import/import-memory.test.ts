import { expect, test } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import { importSources } from "../../../../test/support/import-sources.ts";
import { importingPerson, shownFacts } from "../../../../test/support/importing-person.ts";

const { app } = await testApp();
const person = () => importingPerson(app);

test("an export brings exchanges and facts to another tenant as they were", async () => {
  const from = await person();
  await from.say(from.user, "I live in Lisbon.", "2026-01-01T10:00:00Z");
  await from.say(from.user, "I moved to Porto.", "2026-02-01T10:00:00+01:00");
  const to = await person();
  const { status, body } = await to.bring(to.user.userId, await from.exported(from.user.userId));
  expect([status, body]).toEqual([201, { success: true, interactions: 2, facts: 2 }]);
  expect(shownFacts(await to.facts(to.user.userId))).toEqual(shownFacts(await from.facts(from.user.userId)));
  const said = (list: Record<string, unknown>[]) =>
    list.map(({ user_message, agent_response, timestamp, utc_offset }) => [
      user_message,
      agent_response,
      timestamp,
      utc_offset,
    ]);
  expect(said(await to.exchanges(to.user.userId))).toEqual(said(await from.exchanges(from.user.userId)));
  const { memories } = (
    await to.call("POST", "/memory/query", { user_id: to.user.userId, query: "When did I move?" })
  ).body;
  expect(memories[0].user_message).toBe("I moved to Porto.");
});

test("corrected and forgotten facts stay so after an import", async () => {
  const from = await person();
  await from.say(from.user, "I live in Lisbon. I am allergic to walnuts.", "2026-01-01T10:00:00Z");
  for (const fact of await from.facts(from.user.userId)) {
    if (fact.attribute === "home")
      await from.call("PATCH", `/memory/facts/${fact.fact_id}`, { value: "Porto" });
    else await from.call("DELETE", `/memory/facts/${fact.fact_id}`);
  }
  const to = await person();
  await to.bring(to.user.userId, await from.exported(from.user.userId));
  const current = async () =>
    (await to.call("GET", `/memory/facts?user_id=${to.user.userId}`)).body.facts.map(
      ({ value }: { value: string }) => value,
    );
  expect(await current()).toEqual(["Porto"]);
  // Older words that say the former value again do not undo the correction.
  await to.say(to.user, "I live in Lisbon.", "2026-01-02T10:00:00Z");
  expect(await current()).toEqual(["Porto"]);
});

test("a repeated import adds nothing", async () => {
  const from = await person();
  await from.say(from.user, "I live in Lisbon.", "2026-01-01T10:00:00Z");
  const records = await from.exported(from.user.userId);
  const to = await person();
  await to.bring(to.user.userId, records);
  expect((await to.bring(to.user.userId, records)).body.facts).toBe(0);
  expect(await to.exchanges(to.user.userId)).toHaveLength(1);
  expect(await to.facts(to.user.userId)).toHaveLength(1);
});

test("a repeated import leaves a forgotten fact forgotten", async () => {
  const from = await person();
  await from.say(from.user, "I live in Lisbon.", "2026-01-01T10:00:00Z");
  const records = await from.exported(from.user.userId);
  const to = await person();
  await to.bring(to.user.userId, records);
  for (const { fact_id } of await to.facts(to.user.userId))
    await to.call("DELETE", `/memory/facts/${fact_id}`);
  const { status, body } = await to.bring(to.user.userId, records);
  expect([status, body.facts]).toEqual([201, 0]);
  expect(await to.facts(to.user.userId)).toEqual([]);
});

test("records that make more than 5,000 lines in all are refused, and nothing is stored", async () => {
  const { bring, facts, user } = await person();
  const agentFile = (id: string, lines: number) => ({
    agents: [],
    blocks: [{ id, label: "human", value: "Plays chess\n".repeat(lines) }],
  });
  const { status, body } = await bring(user.userId, [agentFile("a", 2_500), agentFile("b", 2_501)], "letta");
  expect([status, body.details[0].path]).toEqual([400, "records.1"]);
  expect(await facts(user.userId)).toEqual([]);
});

test("a time beyond the calendar is the beginning of 1970", async () => {
  const { bring, exchanges, user } = await person();
  const message = { id: "m", author: { role: "user" }, create_time: 1e14, content: { parts: ["Hello"] } };
  const record = { id: "c", current_node: "n", mapping: { n: { id: "n", message } } };
  expect((await bring(user.userId, [record], "chatgpt")).status).toBe(201);
  expect((await exchanges(user.userId)).map(({ timestamp }) => timestamp)).toEqual([
    "1970-01-01T00:00:00.000Z",
  ]);
});

test("a record that can't be read is named, and nothing is stored", async () => {
  const { bring, exchanges, user } = await person();
  const good = {
    type: "interaction",
    interaction_id: "1",
    conversation_id: "1",
    user_message: "Hello",
    agent_response: "",
    timestamp: "2026-01-01T10:00:00Z",
  };
  const { status, body } = await bring(user.userId, [good, { ...good, timestamp: "yesterday" }]);
  expect([status, body.details[0].path]).toEqual([400, "records.1.timestamp"]);
  expect(await exchanges(user.userId)).toEqual([]);
});

test.each(importSources)("exchanges of %s are paired, found and read for facts", async (format, record) => {
  const { bring, exchanges, facts, user } = await person();
  const { status } = await bring(user.userId, [record], format);
  expect(status).toBe(201);
  expect(
    (await exchanges(user.userId)).map(({ user_message, agent_response }) => [user_message, agent_response]),
  ).toEqual([
    ["With a piano.", ""],
    ["I live in Lisbon.", "Lovely!"],
  ]);
  expect((await facts(user.userId)).map(({ value }) => value)).toEqual(["Lisbon"]);
});

test("memories of mem0, edges of Zep and what Letta knows of a person become notes", async () => {
  const { bring, facts, user } = await person();
  const at = "2025-06-01T08:00:00.000-07:00";
  await bring(user.userId, [{ id: "a", memory: "Likes hiking", user_id: "ada", created_at: at }], "mem0");
  await bring(
    user.userId,
    [
      {
        uuid: "b",
        fact: "Ada worked at Acme",
        valid_at: "2024-01-01T00:00:00Z",
        invalid_at: "2025-01-01T00:00:00Z",
      },
    ],
    "zep",
  );
  await bring(
    user.userId,
    [{ agents: [], blocks: [{ id: "c", label: "human", value: "Name: Ada\nPlays chess" }] }],
    "letta",
  );
  expect(
    (await facts(user.userId)).map(({ text, valid_from, valid_to }) => [text, valid_from, valid_to]),
  ).toEqual(
    expect.arrayContaining([
      ["Likes hiking", "2025-06-01T15:00:00.000Z", null],
      ["Ada worked at Acme", "2024-01-01T00:00:00.000Z", "2025-01-01T00:00:00.000Z"],
      ["Name: Ada", expect.any(String), null],
      ["Plays chess", expect.any(String), null],
    ]),
  );
});

test.each([
  ["rookery", { type: "fact" }, "records.0.fact_id", "is required"],
  [
    "rookery",
    { type: "person" },
    "records.0.type",
    "must be 'user', 'conversation', 'interaction' or 'fact'",
  ],
  ["zep", { messages: "Hello" }, "records.0", "must be a thread with its messages"],
  ["mem0", { id: 7, memory: "Likes tea" }, "records.0.id", "must be text"],
])("a wrong record of %s is told what it must have", async (format, record, path, told) => {
  const { bring, user } = await person();
  const { status, body } = await bring(user.userId, [record], format);
  expect([status, body.details]).toEqual([400, [{ path, message: expect.stringContaining(told) }]]);
});
