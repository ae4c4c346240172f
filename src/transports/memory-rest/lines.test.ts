import { request as send } from "node:http";
import Fastify from "fastify";
import { beforeAll, expect, test } from "vitest";
import { testApp } from "../../../test/support/app.ts";
import { newTenant } from "../../../test/support/tenant.ts";
import { limitHeldBodies } from "../http/held-bodies.ts";
import { runInParts } from "./lines.ts";

const { app } = await testApp({ config: { allowHttp: true } });
let origin = "";
beforeAll(async () => {
  origin = await app.listen();
});

async function newPerson() {
  const tenant = await newTenant(app);
  const { userId } = await tenant.newUser();
  const post = async (body: string | Buffer, query = `user_id=${userId}`, apiKey = tenant.apiKey) => {
    const answer = await app.inject({
      method: "POST",
      url: `/api/v1/memory/import?${query}`,
      headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/x-ndjson" },
      payload: body,
    });
    return { status: answer.statusCode, body: answer.json() };
  };
  const total = async () =>
    (await tenant.call("GET", `/memory/interactions?user_id=${userId}&limit=1`)).body.total;
  return { ...tenant, userId, post, total };
}

/** Sends the beginning of a file whose length is announced. */
function begin(url: string, { length, apiKey = "" }: { length: number; apiKey?: string }, lines: string) {
  const request = send(url, {
    method: "POST",
    headers: {
      authorization: `Bearer ${apiKey}`,
      "content-type": "application/x-ndjson",
      "content-length": length,
    },
  });
  const status = new Promise<number | undefined>((resolve) =>
    request.on("error", () => resolve(undefined)).on("response", ({ statusCode }) => resolve(statusCode)),
  );
  request.write(lines);
  return { request, status };
}

const exchange = (id: number, more: object = {}) => ({
  type: "interaction",
  interaction_id: `old-${id}`,
  conversation_id: "c",
  user_message: `Ünüsual thing ${id}`,
  agent_response: "",
  timestamp: "2026-01-01T00:00:00Z",
  ...more,
});
const ndjson = (records: readonly object[]) => records.map((one) => `${JSON.stringify(one)}\n`).join("");

test("an export is imported as it is, line by line, and nothing twice", async () => {
  const from = await newPerson();
  await from.post(ndjson([{ type: "conversation", conversation_id: "c", title: "Tea" }, exchange(1)]));
  const exported = (await from.call("GET", `/users/${from.userId}/export`)).text;
  const to = await newPerson();
  for (let i = 0; i < 2; i++)
    expect(await to.post(exported)).toMatchObject({ status: 201, body: { success: true, interactions: 1 } });
  expect(await to.total()).toBe(1);
});

test("a file of more than one part is stored whole, whatever its chunks and line endings", async () => {
  const { userId, apiKey, total } = await newPerson();
  const lines = Buffer.from(
    ndjson(Array.from({ length: 1_203 }, (_, i) => exchange(i))).replaceAll("\n", "\r\n\n"),
  );
  const answer = await new Promise<string>((resolve, reject) => {
    const request = send(`${origin}/api/v1/memory/import?user_id=${userId}`, {
      method: "POST",
      headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/x-ndjson" },
    });
    request.on("error", reject).on("response", async (response) => {
      let text = "";
      for await (const chunk of response) text += chunk;
      resolve(text);
    });
    // Chunks of a prime number of bytes end within lines and within letters.
    for (let at = 0; at < lines.length; at += 7_919) request.write(lines.subarray(at, at + 7_919));
    request.end();
  });
  expect(JSON.parse(answer)).toEqual({ success: true, interactions: 1_203, facts: 0 });
  expect(await total()).toBe(1_203);
});

test("a wrong line is named, and what was stored before it is told", async () => {
  const { post, total } = await newPerson();
  const records = Array.from({ length: 1_001 }, (_, i) => exchange(i));
  const { status, body } = await post(ndjson([...records, exchange(7, { timestamp: "soon" })]));
  expect([status, body.details[0].path]).toEqual([400, "line 1002.timestamp"]);
  expect(body.message).toContain("Lines before 1001 are stored.");
  expect(await total()).toBe(1_000);
  expect((await post(`${ndjson([exchange(1)])}{"type":\n`)).body.message).toContain(
    "Line 2: The body is not valid JSON.",
  );
});

test("the message names the wrong line, whatever is wrong with it", async () => {
  const { post } = await newPerson();
  for (const [wrong, told] of [
    ["[]", "line 2: must be a JSON object."],
    ['{"type":"fact"}', "line 2.fact_id: is not a record of the format 'rookery': is required."],
  ] as const)
    expect((await post(`${ndjson([exchange(1)])}${wrong}\n`)).body.message).toContain(told);
});

test("too long a line, an unknown parameter, a weaker key and another tenant's user are refused", async () => {
  const { post, call, userId, total } = await newPerson();
  expect((await post(ndjson([exchange(1, { metadata: { x: "x".repeat(1_100_000) } })]))).status).toBe(413);
  const unknown = await post(ndjson([exchange(1)]), `user_id=${userId}&colour=teal`);
  expect([unknown.status, unknown.body.message]).toEqual([400, "Unknown field 'colour'."]);
  expect((await post("")).status).toBe(400);
  const { api_key } = (await call("POST", "/api-keys", { name: "Reader", scopes: ["memory:read"] })).body;
  expect((await post(ndjson([exchange(1)]), `user_id=${userId}`, api_key)).status).toBe(403);
  const other = await newPerson();
  expect((await other.post(ndjson([exchange(1)]), `user_id=${userId}`)).status).toBe(404);
  expect(await total()).toBe(0);
});

test("the key of a tenant is refused in the address, where logs would keep it", async () => {
  const { post, userId, total } = await newPerson();
  const key = encodeURIComponent(Buffer.alloc(32, 7).toString("base64"));
  const { status, body } = await post(ndjson([exchange(1)]), `user_id=${userId}&encryption_key=${key}`);
  expect([status, body.message]).toEqual([
    400,
    "Unknown field 'encryption_key': send it as the header 'x-encryption-key'.",
  ]);
  expect(await total()).toBe(0);
});

test("a file that announces more than 100 MB is refused before any of it is stored", async () => {
  const { userId, apiKey, total } = await newPerson();
  const records = Array.from({ length: 1_001 }, (_, i) => exchange(i));
  const url = `${origin}/api/v1/memory/import?user_id=${userId}`;
  const { request, status } = begin(url, { length: 101 * 1024 * 1024, apiKey }, ndjson(records));
  expect(await status).toBe(413);
  request.destroy();
  expect(await total()).toBe(0);
});

test("a client that hangs up is a failure of its own, and none of the server", async () => {
  const small = Fastify();
  limitHeldBodies(small);
  small.addContentTypeParser("application/x-ndjson", (_request, payload, done) => done(null, payload));
  const started = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<unknown>();
  small.post("/", (request) => {
    const read = runInParts(request, async (records) => ({ records: (await records()).length }));
    started.resolve();
    return read.catch(ended.resolve);
  });
  const { request } = begin(await small.listen(), { length: 1_000 }, ndjson([exchange(1)]));
  await started.promise;
  request.destroy();
  expect(await ended.promise).toMatchObject({
    code: "BAD_USER_INPUT",
    message: "The body is incomplete. Send it again.",
  });
  await small.close();
});
