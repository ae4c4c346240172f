import { expect, test } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import { newTenant } from "../../../../test/support/tenant.ts";

const { app, clock } = await testApp();

/** A tenant whose one user has this time zone and has said these things, with times. */
async function heard(time_zone: string | null, said: (readonly [at: string, text: string])[]) {
  const tenant = await newTenant(app, { retention_days: 0 });
  const { user_id } = (await tenant.call("POST", "/users", { time_zone })).body;
  const { conversation_id } = (await tenant.call("POST", "/conversations", { user_id })).body;
  for (const [timestamp, user_message] of said) {
    const exchange = { user_id, conversation_id, user_message, agent_response: "", timestamp };
    expect((await tenant.call("POST", "/memory/ingest", exchange)).status).toBe(201);
  }
  const ask = async (query: string) =>
    (await tenant.call("POST", "/memory/query", { user_id, query, limit: 10 })).body;
  const first = async (query: string) => (await ask(query)).memories[0]?.user_message;
  return { ...tenant, user_id, ask, first };
}

const day = 86_400_000;
const daysAgo = (days: number, hour = 12) => {
  const midnight = Math.floor(clock.now().getTime() / day) * day;
  return new Date(midnight - days * day + hour * 3_600_000).toISOString();
};

test.each([
  ["What did I eat yesterday?", "Ramen with my sister, in the new place"],
  ["What did I do today?", "I want to eat less sugar"],
  ["Where was I two days ago?", "I ate a huge pizza in Naples"],
])("in a memory of four exchanges '%s' finds that day's first", async (question, expected) => {
  const { first } = await heard(null, [
    [daysAgo(9), "I eat porridge for breakfast"],
    [daysAgo(2), "I ate a huge pizza in Naples"],
    [daysAgo(1), "Ramen with my sister, in the new place"],
    [daysAgo(0, 0), "I want to eat less sugar"],
  ]);
  expect(await first(question)).toBe(expected);
});

test("'yesterday' and the dates of the context are those of the user's time zone", async () => {
  const now = clock.now();
  const tokyo = new Date(now.getTime() + 9 * 3_600_000);
  const midnightInTokyo = Math.floor(tokyo.getTime() / day) * day - 9 * 3_600_000;
  const said = [
    [new Date(midnightInTokyo - 3_600_000).toISOString(), "Late tea with Kenji"],
    [new Date(midnightInTokyo + 60_000).toISOString(), "Early tea with Aiko"],
    [new Date(midnightInTokyo - day - 3_600_000).toISOString(), "Tea with Hana"],
  ] as const;
  const { first, ask } = await heard("Asia/Tokyo", [...said]);
  expect(await first("With whom did I have tea yesterday?")).toBe("Late tea with Kenji");
  expect(await first("With whom did I have tea today?")).toBe("Early tea with Aiko");
  const yesterday = new Date(tokyo.getTime() - day).toISOString().slice(0, 10);
  expect((await ask("tea")).context).toContain(`[${yesterday}] User: Late tea with Kenji`);
});

test("the offset of a timestamp is kept, and dates the exchange on the speaker's clock", async () => {
  const { ask, call, user_id } = await heard("Asia/Tokyo", [
    ["2026-03-01T23:30:00-08:00", "Dinner in Portland, and I visited Powell's yesterday"],
  ]);
  const { memories, context } = await ask("dinner Portland");
  expect(memories[0]).toMatchObject({ timestamp: "2026-03-02T07:30:00.000Z", utc_offset: "-08:00" });
  expect(context).toContain("[2026-03-01] User: Dinner");
  const listed = (await call("GET", `/memory/interactions?user_id=${user_id}`)).body.interactions[0];
  expect(listed.utc_offset).toBe("-08:00");
});

test("facts of an exchange with an offset take days from the speaker's clock", async () => {
  const { call, user_id } = await heard(null, [
    ["2026-03-01T23:30:00-08:00", "I'm flying to Rome tomorrow."],
  ]);
  const { facts } = (await call("GET", `/memory/facts?user_id=${user_id}&all=true`)).body;
  expect(facts[0].value).toContain("2026-03-02");
  expect(facts[0].valid_from).toBe("2026-03-02T07:30:00.000Z");
});

test("a time zone is shown, changed and removed; an unknown one is refused", async () => {
  const { call, user_id } = await heard("Europe/Lisbon", []);
  const zone = async () => (await call("GET", `/users/${user_id}`)).body.time_zone;
  expect(await zone()).toBe("Europe/Lisbon");
  await call("PATCH", `/users/${user_id}`, { display_name: "Ada" });
  expect(await zone()).toBe("Europe/Lisbon");
  await call("PATCH", `/users/${user_id}`, { time_zone: null });
  expect(await zone()).toBe(null);
  const refused = await call("POST", "/users", { time_zone: "Europe/Atlantis" });
  expect([refused.status, refused.body.details[0].path]).toEqual([400, "time_zone"]);
});
