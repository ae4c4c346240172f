import { expect, test } from "vitest";
import { testApp } from "../../../test/support/app.ts";
import { newTenant } from "../../../test/support/tenant.ts";

const { app, clock } = await testApp({ config: { allowHttp: true } });

test("other methods are 405 with Allow, unknown paths 404, in the memory API's shape", async () => {
  const tenant = await newTenant(app);
  for (const [method, path, allow] of [
    ["PUT", "/tenant", "HEAD, GET, PATCH, DELETE"],
    ["GET", "/memory/query", "POST"],
    ["POST", "/users/usr_0000000000000000", "HEAD, GET, PATCH, DELETE"],
  ] as const) {
    const answer = await tenant.call(method, path);
    expect([answer.status, answer.headers.allow, answer.body.error]).toEqual([
      405,
      allow,
      "Method Not Allowed",
    ]);
  }
  expect(await tenant.call("GET", "/nothing")).toMatchObject({ status: 404, body: { error: "Not Found" } });
});

test("answers need no Api-Version, have no envelope, and must not be cached", async () => {
  const tenant = await newTenant(app);
  const answer = await tenant.call("GET", "/users", undefined, { "api-version": "1999-01-01" });
  expect([answer.status, Object.keys(answer.body)]).toEqual([200, ["users", "total", "limit", "offset"]]);
  expect(answer.headers["cache-control"]).toBe("no-store");
  expect(answer.headers.vary).toBeUndefined();
  expect(answer.headers["x-request-id"]).toMatch(/^req_/);
});

test("a body above 1 MB gets a 413, and one that is not a JSON object a 400", async () => {
  const { apiKey } = await newTenant(app);
  const post = async (payload: string | Buffer, type = "application/json") => {
    const headers = { authorization: `Bearer ${apiKey}`, "content-type": type };
    const answer = await app.inject({ method: "POST", url: "/api/v1/users", headers, payload });
    return [answer.statusCode, answer.json().error];
  };
  expect(await post(JSON.stringify({ display_name: "x".repeat(1024 * 1024) }))).toEqual([
    413,
    "Payload Too Large",
  ]);
  for (const body of ["{", "[]", '"x"', "null", Buffer.from('{"display_name":"\xff"}', "latin1")]) {
    expect([body, ...(await post(body))]).toEqual([body, 400, "Bad Request"]);
  }
  expect(await post("display_name=x", "application/x-www-form-urlencoded")).toEqual([400, "Bad Request"]);
});

test("a tenant's own rate limit gives a 429 with Retry-After, and resets after a minute", async () => {
  const tenant = await newTenant(app, { rate_limit_per_minute: 3 });
  const minute = 60_000;
  clock.advance(minute - (clock.now().getTime() % minute)); // the first moment of a window
  const ask = () => tenant.call("GET", "/users");
  const statuses = [];
  for (let i = 0; i < 4; i++) statuses.push((await ask()).status);
  expect(statuses).toEqual([200, 200, 200, 429]);
  const refused = await ask();
  expect(refused.body.error).toBe("Too Many Requests");
  const wait = Number(refused.headers["retry-after"]);
  expect(wait).toBeGreaterThan(50);
  clock.advance(wait * 1000);
  expect((await ask()).status).toBe(200);
});

test("registrations from one address are limited, and its failures do not stop another address", async () => {
  const register = (remoteAddress: string, i: number) =>
    app.inject({
      method: "POST",
      url: "/api/v1/tenants",
      remoteAddress,
      headers: { "content-type": "application/json" },
      payload: JSON.stringify({ name: "x", email: `${remoteAddress}-${i}@example.com` }),
    });
  const statuses = [];
  for (let i = 0; i < 61; i++) statuses.push((await register("203.0.113.9", i)).statusCode);
  expect(statuses).toEqual([...Array(60).fill(201), 429]);
  expect((await register("203.0.113.10", 0)).statusCode).toBe(201);
});
