import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { afterAll, beforeEach, expect, test } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import type { Json } from "../../../../test/support/json.ts";
import { newTenant } from "../../../../test/support/tenant.ts";
import { watchServices } from "../../../main/watch.ts";
import { modelEndpoints } from "../checkup/endpoints.ts";

const score = (text: string) => (/lighthouse/.test(text) ? 7.5 : /boat/.test(text) ? -1 : -9);
const rate = (texts: string[]) => texts.map((text, index) => ({ index, relevance_score: score(text) }));
const usual = ({ documents }: Json): unknown => ({ results: rate(documents).reverse() });

/** A reranker for which a text about a lighthouse answers every question. */
const endpoint = {
  asked: [] as { body: Json; key: string | undefined }[],
  answer: usual as (asked: Json) => unknown,
};
const server = createServer(async (request, response) => {
  const body = (await json(request)) as Json;
  endpoint.asked.push({ body, key: request.headers.authorization });
  const answer = endpoint.answer(body);
  if (answer === "never") return;
  if (typeof answer === "number") return void response.writeHead(answer).end();
  response
    .setHeader("content-type", "application/json")
    .end(typeof answer === "string" ? answer : JSON.stringify(answer));
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
const reranker = { url, model: "m", key: "secret" };
const { app, services, clock } = await testApp({ config: { reranker } });
watchServices(services);

/** Rests are over, and the endpoint works. */
beforeEach(async () => {
  endpoint.answer = usual;
  clock.advance(60_000);
  await services.reranker?.scores("boat", ["boat", "lighthouse"]);
  endpoint.asked = [];
});

async function userWho(said: string[], settings: object = {}, headers: Record<string, string> = {}) {
  const tenant = await newTenant(app, settings);
  const { userId, conversationId } = await tenant.newUser();
  for (const user_message of said)
    await tenant.call(
      "POST",
      "/memory/ingest",
      { user_id: userId, conversation_id: conversationId, user_message, agent_response: "I see." },
      headers,
    );
  return async (query: string, more: object = {}) => {
    const { status, body } = await tenant.call(
      "POST",
      "/memory/query",
      { user_id: userId, query, ...more },
      headers,
    );
    expect(status).toBe(200);
    return body.memories.map((one: Json) => one.user_message) as string[];
  };
}

/** What the endpoint was sent first. */
const sent = (): Json => (endpoint.asked[0] as (typeof endpoint.asked)[number]).body;

const boats = ["The red boat sails on Sundays.", "We saw a boat near the lighthouse.", "A boat."];
const isWithoutModel = async (ask: (query: string) => Promise<string[]>) =>
  expect((await ask("red boat sails"))[0]).toBe(boats[0]);

test("the model's scores move hits up", async () => {
  const ask = await userWho(boats);
  expect((await ask("boat"))[0]).toBe(boats[1]);
  expect(endpoint.asked).toHaveLength(1);
  const [{ body, key }] = endpoint.asked as [(typeof endpoint.asked)[number]];
  expect(body).toMatchObject({ model: "m", query: "boat", top_n: 3 });
  expect(body.documents).toContain("We saw a boat near the lighthouse.\nI see.");
  expect(key).toBe("Bearer secret");
});

test("an endpoint of Text Embeddings Inference is asked in its own words from its first refusal on", async () => {
  endpoint.answer = ({ texts }) =>
    texts ? texts.map((text: string, index: number) => ({ index, score: score(text) })) : 422;
  const ask = await userWho(boats);
  for (let i = 0; i < 2; i++) expect((await ask("boat"))[0]).toBe(boats[1]);
  expect(endpoint.asked.map(({ body }) => Object.keys(body).toSorted())).toEqual([
    ["documents", "model", "query", "top_n"],
    ["query", "texts", "truncate"],
    ["query", "texts", "truncate"],
  ]);
  endpoint.answer = (asked) => (asked.documents ? usual(asked) : 422);
  expect((await ask("boat"))[0]).toBe(boats[1]);
});

test("no more than 30 texts of 2,000 characters are sent", async () => {
  const long = (i: number) => `boat ${i} ${"word ".repeat(900)}`;
  const ask = await userWho(Array.from({ length: 35 }, (_, i) => long(i)));
  expect(await ask(`boat ${"harbour ".repeat(900)}`, { limit: 40 })).toHaveLength(35);
  const { query, documents } = sent();
  expect(documents).toHaveLength(30);
  expect([query, ...documents].every((text: string) => text.length <= 2_000)).toBe(true);
  expect(documents.every((text: string) => text.endsWith("\nI see."))).toBe(true);
});

test("a hit that the model did not read comes after those it read", async () => {
  const ask = await userWho([...Array.from({ length: 34 }, (_, i) => `boat ${i}`), "boat and lighthouse"]);
  const found = await ask("boat", { limit: 40 });
  const { documents } = sent();
  const read = new Set(documents.map((text: string) => text.replace("\nI see.", "")));
  expect(found.slice(0, 30).every((text) => read.has(text))).toBe(true);
});

test.each([
  ["no JSON", "<html>"],
  ["another shape", { scores: [1, 2, 3] }],
  ["too few scores", { results: [{ index: 0, relevance_score: 1 }] }],
  ["scores of other texts", { results: [5, 6, 7].map((index) => ({ index, relevance_score: 1 })) }],
  ["a text twice", { results: [0, 0, 1].map((index) => ({ index, relevance_score: 1 })) }],
  ["no number", { results: [0, 1, 2].map((index) => ({ index, relevance_score: "high" })) }],
  ["an endless number", `{"results": [{"index": 0, "relevance_score": 1e999}]}`],
  ["equal scores", { results: [0, 1, 2].map((index) => ({ index, relevance_score: 0 })) }],
  ["more than a megabyte", { results: [], padding: "x".repeat(1_100_000) }],
  ["a failure", 500],
  ["a refusal", 401],
  ["a refusal of every wire", 422],
])("recall goes on without the model when it answers with %s", async (_, answer) => {
  endpoint.answer = () => answer;
  await isWithoutModel(await userWho(boats));
});

test("a model that does not answer delays three recalls by two seconds at most, and then none", async () => {
  endpoint.answer = () => "never";
  const ask = await userWho(boats);
  await Promise.all([1, 2, 3].map(() => isWithoutModel(ask)));
  expect(endpoint.asked).toHaveLength(3);
  await isWithoutModel(ask);
  expect(endpoint.asked).toHaveLength(3);
  endpoint.answer = usual;
  clock.advance(30_000);
  expect((await ask("boat"))[0]).toBe(boats[1]);
});

test.each([400, 413, 422])(
  "an endpoint that answers %i to some inputs is asked with others",
  async (status) => {
    endpoint.answer = (asked) => (/long/.test(asked.query) ? status : usual(asked));
    const ask = await userWho(boats);
    for (let i = 0; i < 4; i++) await ask("a long question");
    expect((await ask("boat"))[0]).toBe(boats[1]);
  },
);

test.each([400, 422])(
  "an endpoint that answers %i to everything is left alone for a while",
  async (status) => {
    endpoint.answer = () => status;
    const ask = await userWho(boats);
    for (let i = 0; i < 3; i++) await isWithoutModel(ask);
    endpoint.asked = [];
    await isWithoutModel(ask);
    expect(endpoint.asked).toEqual([]);
  },
);

test("nothing of a tenant with a key of its own is sent", async () => {
  const key = { "x-encryption-key": Buffer.alloc(32, 7).toString("base64") };
  await isWithoutModel(await userWho(boats, { encryption_mode: "byok" }, key));
  expect(endpoint.asked).toEqual([]);
});

test("health says whether the model answered last, and the server is ready without it", async () => {
  const ask = await userWho(boats);
  await ask("boat");
  expect((await services.health.report()).checks.reranker).toMatchObject({ ok: true });
  endpoint.answer = () => 401;
  await ask("boat");
  await expect
    .poll(async () => (await services.health.report()).checks.reranker?.error ?? "", { timeout: 10_000 })
    .toContain("it answered 401");
  expect((await services.health.report()).ready).toBe(true);
});

test("the doctor asks the endpoints once, and says which of them does not work", async () => {
  const looking = { fix: false, quick: false, progress: () => {} };
  const patient = { ...services, blobs: services.blobs, dataDir: services.config.dataDir };
  const look = (embeddings?: typeof reranker) =>
    modelEndpoints.run({ ...patient, models: { reranker, embeddings } }, looking);
  expect(await look()).toEqual([]);
  endpoint.answer = () => 401;
  const [found] = await look({ ...reranker, url: `${url}/x` });
  expect(found?.examples.map((text) => text.split(":")[0])).toEqual(["EMBEDDINGS_URL", "RERANK_URL"]);
  expect(await modelEndpoints.run(patient, looking)).toEqual([]);
});
