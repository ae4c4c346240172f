import { expect, test } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import { newTenant } from "../../../../test/support/tenant.ts";

const { app } = await testApp();

interface ShownFact {
  fact_id: string;
  attribute: string;
  value: string;
  text: string;
  valid_to: string | null;
}

async function person() {
  const tenant = await newTenant(app, { retention_days: 0 });
  const { userId, conversationId } = await tenant.newUser();
  /** Says something on a day of 2026, and returns the exchange's id. */
  const say = async (day: string, text: string, conversation = conversationId): Promise<string> =>
    (await tenant.ingest(userId, conversation, text, { timestamp: `2026-${day}T12:00:00Z` })).body
      .interaction_id;
  const facts = async (query = ""): Promise<ShownFact[]> =>
    (await tenant.call("GET", `/memory/facts?user_id=${userId}${query}`)).body.facts;
  const values = async (query = "") => (await facts(query)).map(({ value }) => value);
  const forget = (id: string) => tenant.call("DELETE", `/memory/interactions/${id}`);
  const add = (fact: object) => tenant.call("POST", "/memory/facts", { user_id: userId, ...fact });
  const ask = async (query: string, more: object = {}) =>
    (await tenant.call("POST", "/memory/query", { user_id: userId, query, ...more })).body;
  return { ...tenant, userId, conversationId, say, facts, values, forget, add, ask };
}

test("forgetting the newer exchange makes the older fact hold again", async () => {
  const { say, values, forget } = await person();
  await say("01-01", "I live in Lisbon.");
  const newer = await say("02-01", "I live in Porto.");
  expect(await values()).toEqual(["Porto"]);
  await forget(newer);
  expect(await values()).toEqual(["Lisbon"]);
});

test("forgetting one in the middle joins its neighbours, and a whole conversation is undone", async () => {
  const { call, userId, say, facts, values, forget } = await person();
  await say("01-01", "I live in Lisbon.");
  const second = await say("02-01", "I live in Porto.");
  const { conversation_id } = (await call("POST", "/conversations", { user_id: userId })).body;
  await say("03-01", "I live in Braga.", conversation_id);
  await say("04-01", "I live in Faro.", conversation_id);
  await forget(second);
  const [lisbon] = (await facts("&all=true")).filter(({ value }) => value === "Lisbon");
  expect(lisbon?.valid_to).toBe("2026-03-01T12:00:00.000Z");
  await call("DELETE", `/conversations/${conversation_id}`);
  expect(await values()).toEqual(["Lisbon"]);
});

test("forgetting that something ended makes it hold again", async () => {
  const { say, values, forget } = await person();
  await say("01-01", "I'm allergic to peanuts.");
  const ended = await say("02-01", "I'm not allergic to peanuts anymore.");
  expect(await values()).toEqual([]);
  await say("03-01", "I'm allergic to shellfish.");
  await forget(ended);
  expect(await values()).toEqual(["peanuts", "shellfish"]);
});

test("a fact that two exchanges state outlives either, and not both", async () => {
  const { say, facts, values, forget } = await person();
  const first = await say("01-01", "I live in Lisbon.");
  const second = await say("02-01", "I live in Lisbon.");
  const third = await say("03-01", "I live in Lisbon.");
  await forget(third);
  expect((await facts())[0]).toMatchObject({ value: "Lisbon", source_interaction_id: second });
  await forget(first);
  expect(await values()).toEqual(["Lisbon"]);
  await forget(second);
  expect(await values()).toEqual([]);
});

test("until, as_of and the conversation bound facts too", async () => {
  const { say, ask, values, call, userId, conversationId } = await person();
  await say("01-01", "I live in Lisbon.");
  const other = (await call("POST", "/conversations", { user_id: userId })).body.conversation_id;
  await say("02-01", "I live in Porto.", other);
  await say("03-01", "I'm allergic to peanuts.", other);
  const known = async (more: object) =>
    (await ask("anything", more)).facts.map(({ value }: ShownFact) => value).toSorted();
  expect(await known({})).toEqual(["Porto", "peanuts"]);
  expect(await known({ until: "2026-01-15T00:00:00Z" })).toEqual(["Lisbon"]);
  expect(await known({ as_of: "2026-02-15T00:00:00Z" })).toEqual(["Porto"]);
  expect(await known({ conversation_id: conversationId })).toEqual([]);
  expect(await known({ conversation_id: conversationId, until: "2026-01-15T00:00:00Z" })).toEqual(["Lisbon"]);
  expect(await values("&as_of=2026-01-15T00:00:00Z")).toEqual(["Lisbon"]);
  expect(await values(`&all=true&conversation_id=${conversationId}`)).toEqual(["Lisbon"]);
});

test("nothing said after as_of is recalled, and 'yesterday' is the day before it", async () => {
  const { say, ask } = await person();
  await say("01-10", "Ramen for dinner");
  await say("01-11", "Pizza for dinner");
  await say("01-20", "Soup for dinner");
  const { memories } = await ask("What was for dinner yesterday?", { as_of: "2026-01-12T10:00:00Z" });
  expect(memories.map(({ user_message }: { user_message: string }) => user_message)).toEqual([
    "Pizza for dinner",
    "Ramen for dinner",
  ]);
});

test("a fact added by hand closes the former value, and older words do not change it", async () => {
  const { add, say, values, facts } = await person();
  await say("01-01", "I live in Lisbon.");
  const added = await add({ attribute: "home", value: "Porto" });
  expect([added.status, added.body]).toEqual([
    201,
    expect.objectContaining({ text: "User lives in Porto", confidence: 1, source_interaction_id: null }),
  ]);
  await say("02-01", "I live in Lisbon.");
  expect(await values()).toEqual(["Porto"]);
  expect((await add({ attribute: "home", value: "Porto" })).body.fact_id).toBe(added.body.fact_id);
  await add({ attribute: "shoe_size", value: "43", subject: "Anna" });
  expect((await facts("&subject=anna"))[0]).toMatchObject({ text: "Anna's shoe size is 43" });
  expect((await add({ attribute: "Shoe size", value: "43" })).body.details[0].path).toBe("attribute");
  expect((await add({ attribute: "home", value: "Rome", user_id: "usr_none" })).status).toBe(404);
});

test("a blank value is refused, of a new fact and of a correction", async () => {
  const { add, call, values } = await person();
  expect((await add({ attribute: "home", value: "  " })).body.message).toBe("value: must not be blank.");
  const { fact_id } = (await add({ attribute: "home", value: "Lund" })).body;
  expect((await call("PATCH", `/memory/facts/${fact_id}`, { value: "\n" })).status).toBe(400);
  expect(await values()).toEqual(["Lund"]);
});

test("a fact may have an attribute whose name every JavaScript object has", async () => {
  const { add, call, userId, facts } = await person();
  expect((await add({ attribute: "constructor", value: "Renzo" })).status).toBe(201);
  expect((await facts()).map(({ text }) => text)).toEqual(["User's constructor is Renzo"]);
  expect((await call("GET", `/memory/entities?user_id=${userId}`)).body.entities).toEqual([]);
});

test("facts are filtered by attribute, subject and text", async () => {
  const { add, values } = await person();
  await add({ attribute: "home", value: "Porto" });
  await add({ attribute: "relation:wife", value: "Inês" });
  await add({ attribute: "home", value: "Coimbra", subject: "Inês" });
  expect(await values("&attribute=home")).toEqual(["Porto", "Coimbra"]);
  expect(await values("&attribute=relation")).toEqual(["Inês"]);
  expect(await values("&subject=In%C3%AAs&attribute=home")).toEqual(["Coimbra"]);
  expect(await values("&text=LIVES%20IN%20p")).toEqual(["Porto"]);
});

test("the context always carries what the user asked the assistant always to do", async () => {
  const { add, ask, say } = await person();
  await add({ attribute: "instruction", value: "answer in short sentences" });
  for (let i = 0; i < 25; i++) await add({ attribute: "likes", value: `band number ${i}` });
  await say("01-01", "Don't use emojis.");
  const { context, facts } = await ask("Which band number 7 do I like?");
  expect(facts).toHaveLength(22);
  expect(context.split("\n").slice(1, 3).join("\n")).toMatch(
    /emojis[\s\S]*short sentences|short sentences[\s\S]*emojis/,
  );
  expect(facts[2].value).toBe("band number 7");
});

test("facts that share rare words with the query come first", async () => {
  const { add, ask } = await person();
  await add({ attribute: "likes", value: "tea with honey" });
  await add({ attribute: "home", value: "Porto" });
  await add({ attribute: "likes", value: "opera" });
  const first = async (query: string) => (await ask(query)).facts[0].value;
  expect(await first("Where did I hear an opera?")).toBe("opera");
  expect(await first("Who lives in Porto?")).toBe("Porto");
  expect(await first("Is there honey left?")).toBe("tea with honey");
});

test("a correction without its attribute changes the fact of an earlier message", async () => {
  const { say, values, facts } = await person();
  await say("01-01", "I'm allergic to peanuts.");
  await say("01-02", "I have a dog named Rufus.");
  await say("01-03", "Sorry, it's almonds, not peanuts.");
  await say("01-04", "I meant Rupert, not Rufus.");
  await say("01-05", "I meant Tuesday, not Monday.");
  expect(await values()).toEqual(["almonds", "Rupert (dog)"]);
  expect((await facts()).map(({ text }) => text)).toEqual([
    "User is allergic to almonds",
    "User has a pet: Rupert (dog)",
  ]);
});
