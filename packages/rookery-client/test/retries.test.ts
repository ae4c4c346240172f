import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { waitMs } from "../src/attempts.ts";
import { Rookery, RookeryError } from "../src/index.ts";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  (_, response) =>
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
const refusal = (status: number, code: string, headers?: Record<string, string>) =>
  json(status, { error: { code, message: `${code}.` } }, headers);
const busy = refusal(503, "SERVICE_UNAVAILABLE", { "retry-after": "0" });
const limited = refusal(429, "RATE_LIMITED", { "retry-after": "0" });
const ok = json(200, { data: { organizationId: "acme-co" } });
const hangUp: Answer = (request) => request.socket.destroy();

/** A server that answers one request after the other as told, the last answer to all that follow, and a client of it. */
async function answering(...answers: Answer[]) {
  const requests: { route: string; idempotencyKey: string | undefined }[] = [];
  const server = createServer((request, response) => {
    const { method, url, headers } = request;
    requests.push({
      route: `${method} ${url}`,
      idempotencyKey: headers["idempotency-key"] as string | undefined,
    });
    request.resume();
    answers[Math.min(requests.length, answers.length) - 1]?.(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    rookery: new Rookery({ baseUrl, key: "pk_x", organization: "acme-co", library: "barcelona" }),
    requests,
  };
}

test("a read is sent again after a busy server, a rate limit and a broken connection, at most three times", async () => {
  const passing = await answering(busy, limited, hangUp, ok);
  expect(await passing.rookery.me()).toEqual({ organizationId: "acme-co" });
  expect(passing.requests.map(({ route }) => route)).toEqual(Array(4).fill("GET /me"));
  const lasting = await answering(busy);
  await expect(lasting.rookery.me()).rejects.toMatchObject({
    code: "SERVICE_UNAVAILABLE",
    status: 503,
    retryAfter: 0,
  });
  expect(lasting.requests).toHaveLength(4);
});

test("a change is sent again with the same Idempotency-Key, and each call has its own", async () => {
  const { rookery, requests } = await answering(busy, hangUp, ok);
  await rookery.tags.add({ assetIds: ["a"], tags: ["sea"] });
  await rookery.tags.add({ assetIds: ["a"], tags: ["sky"] });
  await rookery.tags.add({ assetIds: ["a"], tags: ["sun"] }, { idempotencyKey: "my-own" });
  const keys = requests.map(({ idempotencyKey }) => idempotencyKey);
  expect(keys[0]).toMatch(/^[\da-f]{32}$/);
  expect(keys).toEqual([keys[0], keys[0], keys[0], keys[3], "my-own"]);
  expect(keys[3]).not.toBe(keys[0]);
});

test("a change whose first attempt is still running is asked again until its answer is there", async () => {
  const { rookery, requests } = await answering(hangUp, refusal(409, "CONFLICT"), ok);
  await rookery.libraries.create({ name: "Lisbon" });
  expect(requests).toHaveLength(3);
  const first = await answering(refusal(409, "CONFLICT"), ok);
  await expect(first.rookery.libraries.create({ name: "Lisbon" })).rejects.toMatchObject({
    code: "CONFLICT",
  });
});

test("a change that the server would run twice is never sent again", async () => {
  const { rookery, requests } = await answering(busy);
  const unavailable = { code: "SERVICE_UNAVAILABLE" };
  await expect(rookery.start({ email: "ada@example.com" })).rejects.toMatchObject(unavailable);
  await expect(rookery.memory.ingestBatch({ exchanges: [] })).rejects.toMatchObject(unavailable);
  await expect(
    rookery.memory.facts.create({ user_id: "usr_1", attribute: "city", value: "Lisbon" }),
  ).rejects.toMatchObject(unavailable);
  expect(requests.map(({ idempotencyKey }) => idempotencyKey)).toEqual([undefined, undefined, undefined]);
});

test("what would be refused again is not sent again, and retries can be turned off", async () => {
  for (const [status, code] of [
    [400, "BAD_USER_INPUT"],
    [404, "RESOURCE_NOT_FOUND"],
    [500, "INTERNAL_SERVER_ERROR"],
  ] as const) {
    const { rookery, requests } = await answering(refusal(status, code));
    await expect(rookery.me()).rejects.toMatchObject({ code, status });
    expect(requests).toHaveLength(1);
  }
  const { rookery, requests } = await answering(busy);
  await expect(rookery.me(undefined, { retries: 0 })).rejects.toBeInstanceOf(RookeryError);
  expect(requests).toHaveLength(1);
});

test("a wait is at least as long as the server asks, differs between callers, and is never longer than a minute", () => {
  const asking = (retryAfter?: number) => new RookeryError("RATE_LIMITED", "Wait.", { retryAfter });
  for (const random of [() => 0, () => 0.999]) {
    expect(waitMs(asking(7), 0, random)).toBeGreaterThanOrEqual(7000);
    expect(waitMs(asking(), 10, random)).toBeLessThanOrEqual(8000);
  }
  expect(waitMs(asking(7), 0, () => 0)).not.toBe(waitMs(asking(7), 0, () => 0.999));
  expect(waitMs(asking(61), 0)).toBeUndefined();
});

test("a wait that is too long is told instead of waited for", async () => {
  const { rookery, requests } = await answering(refusal(429, "RATE_LIMITED", { "retry-after": "3600" }));
  await expect(rookery.me()).rejects.toMatchObject({ code: "RATE_LIMITED", retryAfter: 3600 });
  expect(requests).toHaveLength(1);
});

test("an attempt ends at its timeout, in its headers and in its body", async () => {
  const silent = await answering(() => {});
  const timeout = { timeout: 50, retries: 0 };
  await expect(silent.rookery.me(undefined, timeout)).rejects.toMatchObject({
    code: "TIMEOUT",
    status: undefined,
  });
  const halting = await answering((_, response) => {
    response.writeHead(200, { "content-type": "application/json" }).write('{"data":');
  });
  await expect(halting.rookery.me(undefined, timeout)).rejects.toMatchObject({ code: "TIMEOUT" });
});

test("an aborted call throws the signal's reason, before it, while it runs and while it waits", async () => {
  const reason = new Error("Not needed any more");
  const { rookery, requests } = await answering(busy);
  await expect(rookery.me(undefined, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  expect(requests).toHaveLength(0);
  const running = new AbortController();
  const silent = await answering(() => running.abort(reason));
  await expect(silent.rookery.me(undefined, { signal: running.signal })).rejects.toBe(reason);
  const waiting = new AbortController();
  const later = refusal(503, "SERVICE_UNAVAILABLE", { "retry-after": "30" });
  const slow = await answering((request, response) => {
    response.on("finish", () => setImmediate(() => waiting.abort(reason)));
    later(request, response);
  });
  await expect(slow.rookery.me(undefined, { signal: waiting.signal })).rejects.toBe(reason);
});

test("an export that is still arriving ends when its signal is aborted", async () => {
  const { rookery } = await answering((_, response) => {
    response.writeHead(200, { "content-type": "application/x-ndjson" }).write('{"type":"user"}\n');
  });
  const stop = new AbortController();
  const reason = new Error("Not needed any more");
  const read = async () => {
    for await (const record of rookery.users.export({ user_id: "usr_1" }, { signal: stop.signal })) {
      expect(record).toEqual({ type: "user" });
      stop.abort(reason);
    }
  };
  await expect(read()).rejects.toBe(reason);
});

test("what is not from a Rookery server is an UNEXPECTED_ANSWER, and an unreachable one a CONNECTION_FAILED", async () => {
  const page: Answer = (_, response) =>
    response.writeHead(403, { "content-type": "text/html" }).end("<h1>No</h1>");
  await expect((await answering(page)).rookery.me()).rejects.toMatchObject({
    code: "UNEXPECTED_ANSWER",
    status: 403,
  });
  const broken: Answer = (_, response) =>
    response.writeHead(200, { "content-type": "application/json" }).end("{");
  await expect((await answering(broken)).rookery.me()).rejects.toMatchObject({ code: "UNEXPECTED_ANSWER" });
  await expect((await answering(hangUp)).rookery.me(undefined, { retries: 0 })).rejects.toMatchObject({
    code: "CONNECTION_FAILED",
    status: undefined,
  });
});

test("the credential goes to this server alone", async () => {
  const seen: (string | undefined)[] = [];
  const mine = await answering((request, response) => {
    seen.push(request.headers.authorization);
    busy(request, response);
  });
  const foreign = await answering((request, response) => {
    seen.push(request.headers.authorization);
    refusal(404, "RESOURCE_NOT_FOUND")(request, response);
  });
  await expect(mine.rookery.me(undefined, { retries: 0 })).rejects.toBeInstanceOf(RookeryError);
  const { baseUrl } = (foreign.rookery as unknown as { core: { baseUrl: string } }).core;
  const elsewhere = { uploadUrl: `${baseUrl}/files/token`, retries: 0 };
  await expect(mine.rookery.assets.upload(new Blob(["x"]), elsewhere)).rejects.toBeInstanceOf(RookeryError);
  expect(seen).toEqual(["Bearer pk_x", undefined]);
});
