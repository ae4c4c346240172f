import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import sql from "sql-template-tag";
import { afterAll, expect, test } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import { newTenant } from "../../../../test/support/tenant.ts";
import { embedUser, sweepUnembedded } from "./embed-later.ts";

/** An embeddings endpoint where two invented words, unknown to the topic tables, mean the same. */
const endpoint = {
  away: false,
  longest: 10_000,
  dimension: 3,
  read: [] as string[],
  meanwhile: async () => {},
};
const meaning = (text: string) => [/glorp|fnord/i.test(text) ? 1 : 0, /cat|kitten/i.test(text) ? 1 : 0, 0.1];
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request
    .on("data", (chunk) => chunks.push(chunk))
    .on("end", async () => {
      await endpoint.meanwhile();
      if (endpoint.away) return response.writeHead(500).end();
      const { input } = JSON.parse(Buffer.concat(chunks).toString()) as { input: string[] };
      if (input.some(({ length }) => length > endpoint.longest)) return response.writeHead(413).end();
      endpoint.read.push(...input);
      const data = input.map((text, index) => ({
        index,
        embedding: [...meaning(text), ...Array(endpoint.dimension - 3).fill(0)],
      }));
      response.setHeader("content-type", "application/json").end(JSON.stringify({ data }));
    });
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
afterAll(() => server.close());
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
const { app, services, database, clock } = await testApp({
  config: { embeddings: { url, model: "m", key: undefined } },
});

async function userWho(...said: string[]) {
  const tenant = await newTenant(app);
  const { userId, conversationId } = await tenant.newUser();
  const ids: string[] = [];
  for (const text of said) ids.push((await tenant.ingest(userId, conversationId, text)).body.interaction_id);
  const { organizationId } = await database.one<{ organizationId: number }>(
    sql`select organization_id as "organizationId" from tenants where id = ${tenant.tenantId}`,
  );
  const ask = async (query: string) =>
    (await tenant.call("POST", "/memory/query", { user_id: userId, query, limit: 2 })).body.memories as {
      user_message: string;
      matched: string[];
    }[];
  return { tenant, userId, ids, ask, embed: () => embedUser(services, { userId, organizationId }) };
}

test("an exchange without a word of the query is found by its embedding, and `matched` says so", async () => {
  const { ask, embed } = await userWho(
    "We heard a fnord on the island",
    "The kitten sleeps all day",
    "Nothing of note",
  );
  expect((await ask("glorp")).map((m) => m.user_message)).toEqual([]);
  await embed();
  const [first] = await ask("glorp");
  expect(first).toMatchObject({
    user_message: "We heard a fnord on the island",
    matched: ["embedding"],
  });
});

test("a hit by words and by embedding gives both reasons", async () => {
  const { ask, embed } = await userWho("The glorp is blue", "A fnord came in", "Nothing of note");
  await embed();
  const found = await ask("glorp");
  expect(found[0]).toMatchObject({ user_message: "The glorp is blue", matched: ["terms", "embedding"] });
  expect(found[1]?.user_message).toBe("A fnord came in");
});

test("recall uses words alone when the endpoint fails", async () => {
  const { ask, embed } = await userWho("The glorp is blue", "A fnord came in");
  await embed();
  endpoint.away = true;
  const found = await ask("glorp");
  endpoint.away = false;
  expect(found[0]?.user_message).toBe("The glorp is blue");
  expect(found.flatMap(({ matched }) => matched)).not.toContain("embedding");
});

test("queries that the endpoint refuses do not stop others", async () => {
  const { ask, embed } = await userWho("We heard a fnord on the island");
  await embed();
  endpoint.longest = 10;
  for (let i = 0; i < 4; i++) expect(await ask("glorp of another tenant")).toEqual([]);
  expect((await ask("glorp"))[0]?.user_message).toBe("We heard a fnord on the island");
  endpoint.longest = 10_000;
});

test("an endpoint that refuses every query is left alone for a while", async () => {
  const { ask } = await userWho("We heard a fnord on the island");
  endpoint.longest = 0;
  for (let i = 0; i < 3; i++) await ask("glorp");
  endpoint.longest = 10_000;
  endpoint.read = [];
  await ask("glorp");
  expect(endpoint.read).toEqual([]);
  clock.advance(30_000);
  await ask("glorp");
  expect(endpoint.read).toEqual(["glorp"]);
});

test("vectors of another dimension are not compared", async () => {
  const { ask, embed } = await userWho("A fnord came in");
  await embed();
  endpoint.dimension = 5;
  expect(await ask("glorp")).toEqual([]);
  endpoint.dimension = 3;
});

test("a missing embedding is queued, and erased with its exchange", async () => {
  const { tenant, userId, embed } = await userWho("A fnord came in");
  await sweepUnembedded(services);
  const queued = await database.query(
    sql`select 1 from graphile_worker.jobs where key = ${`embed ${userId}`}`,
  );
  expect(queued).toHaveLength(1);
  await embed();
  const stored = () => database.query(sql`select 1 from interaction_embeddings where user_id = ${userId}`);
  expect(await stored()).toHaveLength(1);
  await tenant.call("DELETE", `/users/${userId}`);
  expect(await stored()).toEqual([]);
});

test("exchanges whose embeddings were deleted are embedded again and found", async () => {
  const { userId, ask, embed } = await userWho("A fnord came in");
  await embed();
  const before = await ask("glorp");
  await database.execute(sql`delete from interaction_embeddings where user_id = ${userId}`);
  await embed();
  const stored = await database.query(sql`select 1 from interaction_embeddings where user_id = ${userId}`);
  expect(stored).toHaveLength(1);
  expect(before[0]?.user_message).toBe("A fnord came in");
  expect(await ask("glorp")).toEqual(before);
});

test("an exchange that is changed while the endpoint reads it gets the embedding of its new text", async () => {
  const { tenant, ids, ask, embed } = await userWho("A fnord came in", "A fnord sat down");
  endpoint.meanwhile = async () => {
    endpoint.meanwhile = async () => {};
    const { status } = await tenant.call("PATCH", `/memory/interactions/${ids[0]}`, {
      user_message: "The kitten sleeps",
    });
    expect(status).toBe(200);
  };
  endpoint.read = [];
  await embed();
  expect(endpoint.read).toEqual(["A fnord came in", "A fnord sat down", "The kitten sleeps"]);
  expect((await ask("glorp"))[0]?.user_message).toBe("A fnord sat down");
  expect((await ask("cat"))[0]).toMatchObject({ user_message: "The kitten sleeps" });
});
