import fc from "fast-check";
import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import { day, type Exchange, learned, says } from "../../../../test/support/memory-facts.ts";
import { newTenant } from "../../../../test/support/tenant.ts";
import type { Sealing } from "../sealing/sealing.ts";
import { tenantOf } from "../tenants/store.ts";
import type { StoredFact } from "./fact.ts";
import { saveFacts } from "./save.ts";
import { factsOf } from "./store.ts";
import { storedFact } from "./stored.ts";

const { app, database, services } = await testApp();
const tenant = await newTenant(app, { retention_days: 0 });
const { organizationId } = await database.one<{ organizationId: number }>(
  sql`select organization_id as "organizationId" from tenants where id = ${tenant.tenantId}`,
);

/** A person whose facts are saved directly, and how many stored facts that opened. */
async function person() {
  const { userId } = await tenant.newUser();
  const known = await tenantOf(database, organizationId, services.clock.now());
  const sealing = await services.keychain.memory(database, known, undefined, 1);
  let opened = 0;
  const counting: Sealing = {
    ...sealing,
    open: (id, sealed) => {
      opened++;
      return sealing.open(id, sealed);
    },
  };
  const save = async ({ at, candidates }: Exchange) => {
    opened = 0;
    const source = { userId, saidAt: at, interactionId: "int_test", now: at };
    await database.transaction((tx) =>
      saveFacts(tx, organizationId, 1, async () => counting, candidates, source),
    );
    return opened;
  };
  const add = (attribute: string, value: string) =>
    tenant.call("POST", "/memory/facts", { user_id: userId, attribute, value });
  const facts = async (): Promise<StoredFact[]> =>
    (await factsOf(database, userId, "all")).map((row) => storedFact(sealing, row));
  return { userId, save, add, facts };
}

test("a new fact opens only the facts that it may change, however many the person has of its attribute", async () => {
  const { userId, save, add } = await person();
  for (let i = 0; i < 12; i++) {
    await save(says("likes", `band ${i}`, 1));
    await save(says("home", `Town ${i}`, i + 1));
    await add("note", `by hand ${i}`);
  }
  expect(await save(says("likes", "another band", 2))).toBe(0);
  expect(await save(says("note", "another note", 2))).toBe(0);
  expect(await save(says("likes", "band 7", 2))).toBe(1);
  expect(await save(says("dislikes", "band 8", 2))).toBe(1);
  expect(await save(says("home", "Oslo", 30))).toBe(1);
  const [note] = (await tenant.call("GET", `/memory/facts?user_id=${userId}&attribute=note`)).body.facts;
  await tenant.call("PATCH", `/memory/facts/${note.fact_id}`, { value: "mended" });
  expect(await save(says("note", "by hand 0", 40))).toBeGreaterThan(0);
});

test("facts saved one by one are those that a comparison with every version gives", async () => {
  const exchange = fc
    .record({
      attribute: fc.constantFrom("home", "likes", "dislikes"),
      value: fc.constantFrom("a", "b", "c"),
      // Some at the same moment.
      at: fc.integer({ min: 1, max: 8 }),
      negated: fc.boolean(),
    })
    .map(({ attribute, value, at, negated }) => says(attribute, value, at, negated));
  const histories = fc.array(exchange, { minLength: 4, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(histories, async (said) => {
      const { save, facts } = await person();
      for (const one of said) await save(one);
      expect((await facts()).map(shown).toSorted()).toEqual(learned(said).map(shown).toSorted());
    }),
    { numRuns: 20 },
  );
});

test("a correction finds a fact that is older than the newest thousand", async () => {
  const { save, facts } = await person();
  await save(says("allergy", "peanuts", 1));
  const others = Array.from({ length: 1_000 }, (_, i) => says("likes", `band ${i}`, 2).candidates).flat();
  await save({ at: day(2), candidates: others });
  const [said] = says("correction", "almonds", 3).candidates;
  await save({ at: day(3), candidates: said ? [{ ...said, corrects: "peanuts" }] : [] });
  const allergies = (await facts()).filter(({ attribute }) => attribute === "allergy");
  expect(allergies.filter(({ validTo }) => validTo === null).map(({ value }) => value)).toEqual(["almonds"]);
});

test("a value that a correction took away stays away when it is said again", async () => {
  const { userId, save, facts } = await person();
  await save(says("likes", "teal", 1));
  const [fact] = (await tenant.call("GET", `/memory/facts?user_id=${userId}`)).body.facts;
  await tenant.call("PATCH", `/memory/facts/${fact.fact_id}`, { value: "tea" });
  await tenant.call("DELETE", `/memory/facts/${fact.fact_id}`);
  await save({ ...says("likes", "Teal", 1), at: new Date(services.clock.now().getTime() + 86_400_000) });
  expect((await facts()).map(({ value }) => value)).toEqual(["tea"]);
});

const shown = ({ attribute, value, negated, validFrom, validTo, saidAt }: StoredFact) =>
  [attribute, value, negated ?? false, days(validFrom), validTo && days(validTo), days(saidAt)].join(" ");
const days = (time: Date) => (time.getTime() - day(0).getTime()) / 86_400_000;
