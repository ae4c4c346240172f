import { expect, test } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import { newTenant } from "../../../../test/support/tenant.ts";

const { app } = await testApp();

async function person() {
  const tenant = await newTenant(app);
  const { userId, conversationId } = await tenant.newUser();
  const say = async (text: string): Promise<string> =>
    (await tenant.ingest(userId, conversationId, text)).body.interaction_id;
  const edit = (id: string, change: object) => tenant.call("PATCH", `/memory/interactions/${id}`, change);
  const found = async (query: string): Promise<string[]> =>
    (await tenant.call("POST", "/memory/query", { user_id: userId, query })).body.memories.map(
      ({ user_message }: { user_message: string }) => user_message,
    );
  const facts = async (): Promise<string[]> =>
    (await tenant.call("GET", `/memory/facts?user_id=${userId}`)).body.facts.map(
      ({ value }: { value: string }) => value,
    );
  const flush = () => tenant.call("POST", "/memory/flush", { user_id: userId });
  return { ...tenant, userId, conversationId, say, edit, found, facts, flush };
}

test.each(["buffered", "flushed"])(
  "an edited exchange that was %s is found by its new words alone",
  async (state) => {
    const { say, edit, found, flush, call, userId } = await person();
    await say("The weather is mild.");
    const id = await say("My violin has a new bow.");
    await say("Traffic was slow.");
    if (state === "flushed") await flush();
    const before = (await call("GET", `/memory/interactions/${id}`)).body;
    const { status, body } = await edit(id, { user_message: "My cello has a new string." });
    expect([status, body]).toEqual([
      200,
      { ...before, user_message: "My cello has a new string.", buffered: true },
    ]);
    for (const again of [false, true]) {
      if (again) await flush();
      expect(await found("cello string")).toContain("My cello has a new string.");
      expect(await found("violin bow")).not.toContain("My violin has a new bow.");
    }
    const { interactions } = (await call("GET", `/memory/interactions?user_id=${userId}`)).body;
    expect(interactions.map((one: { user_message: string }) => one.user_message)).toEqual([
      "Traffic was slow.",
      "My cello has a new string.",
      "The weather is mild.",
    ]);
  },
);

test("facts follow an edit", async () => {
  const { say, edit, facts } = await person();
  const id = await say("I live in Lisbon.");
  expect(await facts()).toEqual(["Lisbon"]);
  await edit(id, { user_message: "I live in Porto." });
  expect(await facts()).toEqual(["Porto"]);
  await edit(id, { user_message: "Nice weather." });
  expect(await facts()).toEqual([]);
});

test("an edit leaves omitted fields and the counts as they were", async () => {
  const { say, edit, call, conversationId, flush } = await person();
  const id = await say("Hello");
  await flush();
  await edit(id, { metadata: { channel: "sms" } });
  expect((await call("GET", `/memory/interactions/${id}`)).body).toMatchObject({
    user_message: "Hello",
    metadata: { channel: "sms" },
  });
  expect((await call("GET", `/conversations/${conversationId}`)).body.message_count).toBe(1);
  expect((await flush()).body.flushed_count).toBe(1);
});

test("an exchange of another tenant can't be edited", async () => {
  const { say } = await person();
  const id = await say("Mine");
  expect((await (await person()).edit(id, { user_message: "Theirs" })).status).toBe(404);
});
