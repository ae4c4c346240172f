import { expect, test } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import { newTenant } from "../../../../test/support/tenant.ts";

const { app, clock } = await testApp();

async function newPerson(said: readonly string[]) {
  const tenant = await newTenant(app);
  const { userId, conversationId } = await tenant.newUser();
  for (const text of said) {
    clock.advance(60_000);
    await tenant.ingest(userId, conversationId, text);
  }
  const entities = async (query = "") =>
    (await tenant.call("GET", `/memory/entities?user_id=${userId}${query}`)).body;
  const entity = (name: string, query = "") =>
    tenant.call("GET", `/memory/entities/${encodeURIComponent(name)}?user_id=${userId}${query}`);
  return { ...tenant, userId, entities, entity };
}

const texts = [
  "My sister's name is Anna.",
  "My sister lives in Oslo.",
  "I have a dog named Rex.",
  "I work at Globex.",
  "I met Anna at the harbour, and Rex swam.",
  "The hannah bus was late.",
];

test("people, pets, places and organizations of the facts are listed, those with the most facts first", async () => {
  const { entities } = await newPerson(texts);
  const { entities: all, total } = await entities();
  const named = all.map(({ name, kind, relation, fact_count }: Record<string, unknown>) => [
    name,
    kind,
    relation,
    fact_count,
  ]);
  expect(named[0]).toEqual(["Anna", "person", "sister", 2]);
  expect(named).toContainEqual(["Rex", "pet", null, 1]);
  expect(named).toContainEqual(["Globex", "organization", null, 1]);
  expect(named).toContainEqual(["Oslo", "place", null, 1]);
  expect(total).toBe(all.length);
  expect((await entities("&limit=1&offset=1")).entities).toEqual([all[1]]);
});

test("part of a name or of a relation finds them, in any case", async () => {
  const { entities } = await newPerson(texts);
  const found = async (query: string) =>
    (await entities(`&query=${encodeURIComponent(query)}`)).entities.map(
      ({ name }: { name: string }) => name,
    );
  expect(await found("SIS")).toEqual(["Anna"]);
  expect(await found(" glob ")).toEqual(["Globex"]);
  expect(await found("nobody")).toEqual([]);
  expect((await entities("&query=o&limit=1")).total).toBeGreaterThan(1);
});

test("one of them has its facts, under its name and its relation, and the exchanges that name it, newest first", async () => {
  const { entity } = await newPerson(texts);
  const { body } = await entity("anna");
  expect(body).toMatchObject({ name: "Anna", kind: "person", relation: "sister", total: 2 });
  expect(body.facts.map(({ attribute, value }: Record<string, string>) => [attribute, value])).toEqual([
    ["relation:sister", "Anna"],
    ["home", "Oslo"],
  ]);
  expect(body.interactions.map(({ user_message }: { user_message: string }) => user_message)).toEqual([
    "I met Anna at the harbour, and Rex swam.",
    "My sister's name is Anna.",
  ]);
  expect((await entity("Anna", "&limit=1&offset=1")).body.interactions).toMatchObject([
    { user_message: "My sister's name is Anna." },
  ]);
});

test("a name of two words needs both in an exchange, and two sisters are two people", async () => {
  const { entities, entity } = await newPerson([
    "My brother is called Jean Luc.",
    "Jean bought a hat.",
    "I have two sisters.",
    "My sister's name is Eva.",
    "My sister's name is Ida.",
    "My sister lives in Bergen.",
  ]);
  const names = (await entities()).entities.map(({ name }: { name: string }) => name);
  expect(names).toEqual(expect.arrayContaining(["Eva", "Ida", "sister"]));
  const luc = names.find((name: string) => name.startsWith("Jean")) ?? "";
  expect((await entity(luc)).body.interactions).toMatchObject([
    { user_message: "My brother is called Jean Luc." },
  ]);
});

test("a forgotten exchange and an erased fact are gone, an unknown name is 404, and another tenant sees nothing", async () => {
  const { call, entities, entity, userId } = await newPerson(["I work at Globex."]);
  const [first] = (await entity("Globex")).body.interactions;
  await call("DELETE", `/memory/interactions/${first.interaction_id}`);
  expect((await entities()).entities).toEqual([]);
  expect((await entity("Globex")).status).toBe(404);
  const other = await newTenant(app);
  expect((await other.call("GET", `/memory/entities?user_id=${userId}`)).status).toBe(404);
  expect((await other.call("GET", `/memory/entities/Globex?user_id=${userId}`)).status).toBe(404);
});
