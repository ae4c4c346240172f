import { expect, test } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import { importingPerson, shownFacts } from "../../../../test/support/importing-person.ts";

const { app } = await testApp();
const person = () => importingPerson(app);

test("an export adds nothing to the user that it came from, and brings back what was erased since", async () => {
  const from = await person();
  const { userId } = from.user;
  await from.say(from.user, "I live in Lisbon.", "2026-01-01T10:00:00Z");
  await from.say(from.user, "I am allergic to walnuts.", "2026-01-02T10:00:00Z");
  await from.call("POST", "/memory/facts", { user_id: userId, attribute: "hobby", value: "chess" });
  const records = await from.exported(userId);
  const before = [await from.exchanges(userId), await from.facts(userId)];
  expect((await from.bring(userId, records)).body.facts).toBe(0);
  expect([await from.exchanges(userId), await from.facts(userId)]).toEqual(before);
  expect((await from.call("GET", `/conversations?user_id=${userId}`)).body.total).toBe(1);
  const erased = (before[0] ?? []).find(({ user_message }) => user_message === "I live in Lisbon.");
  await from.call("DELETE", `/memory/interactions/${erased?.interaction_id}`);
  for (const again of [1, 0]) expect((await from.bring(userId, records)).body.facts).toBe(again);
  expect(await from.exchanges(userId)).toHaveLength(2);
  expect(shownFacts(await from.facts(userId))).toEqual(shownFacts(before[1] ?? []));
});

test("a fact that two exchanges state stays when one of them is forgotten after an import", async () => {
  const from = await person();
  await from.say(from.user, "I live in Lisbon.", "2026-01-01T10:00:00Z");
  await from.say(from.user, "I live in Lisbon.", "2026-01-05T10:00:00Z");
  const to = await person();
  await to.bring(to.user.userId, await from.exported(from.user.userId));
  for (const [said, values] of [
    ["2026-01-05T10:00:00.000Z", ["Lisbon"]],
    ["2026-01-01T10:00:00.000Z", []],
  ] as const) {
    const exchange = (await to.exchanges(to.user.userId)).find(({ timestamp }) => timestamp === said);
    await to.call("DELETE", `/memory/interactions/${exchange?.interaction_id}`);
    expect((await to.facts(to.user.userId)).map(({ value }) => value)).toEqual(values);
  }
});

test("imported facts join those that are there: one home at a time, nothing twice, nothing that was forgotten", async () => {
  const from = await person();
  await from.say(from.user, "I live in Lisbon. I am allergic to walnuts.", "2026-02-01T10:00:00Z");
  await from.say(from.user, "I am allergic to peanuts.", "2026-02-02T10:00:00Z");
  const to = await person();
  const { userId } = to.user;
  await to.say(to.user, "I live in Rome. I am allergic to walnuts.", "2026-01-01T10:00:00Z");
  await to.say(to.user, "I live in Porto.", "2026-03-01T10:00:00Z");
  await to.say(to.user, "I am allergic to peanuts.", "2026-01-02T10:00:00Z");
  const peanuts = (await to.facts(userId)).find(({ value }) => value === "peanuts");
  await to.call("DELETE", `/memory/facts/${peanuts?.fact_id}`);
  expect((await to.bring(userId, await from.exported(from.user.userId))).body.facts).toBe(1);
  const day = (time: unknown) => (typeof time === "string" ? time.slice(0, 10) : time);
  expect(
    (await to.facts(userId)).map(({ value, valid_from, valid_to }) => [
      value,
      day(valid_from),
      day(valid_to),
    ]),
  ).toEqual(
    expect.arrayContaining([
      ["Rome", "2026-01-01", "2026-02-01"],
      ["Lisbon", "2026-02-01", "2026-03-01"],
      ["Porto", "2026-03-01", null],
      ["walnuts", "2026-01-01", null],
    ]),
  );
  expect(await to.facts(userId)).toHaveLength(4);
});
