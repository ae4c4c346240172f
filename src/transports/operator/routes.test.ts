import sql from "sql-template-tag";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newAgent } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { watchServices } from "../../main/watch.ts";
import { openOperatorApp } from "./routes.ts";

const operatorToken = "a token of the operator";
const { app, services, database } = await testApp({ config: { operatorToken } });
const closed = await testApp();
watchServices(services);
watchServices(closed.services);
const operator = { authorization: `Bearer ${operatorToken}` };

const own = await openOperatorApp(services);
afterAll(() => own.close());
beforeAll(async () => {
  const agent = await newAgent(app);
  await agent.get("/me");
  await agent.get(`/organizations/${agent.organizationId}/libraries`);
  await app.inject({
    url: "/me",
    headers: { "api-version": "2026-05-20", authorization: "Bearer nonsense" },
  });
  await app.inject({ url: "/some/path/that/nobody/serves" });
});

/** The value of a metric with these labels. */
async function metric(name: string, labels: Record<string, string> = {}): Promise<number | undefined> {
  const lines = (await own.inject({ url: "/metrics" })).body.split("\n");
  const line = lines.find(
    (one) =>
      (one.startsWith(`${name}{`) || one.startsWith(`${name} `)) &&
      Object.entries(labels).every(([label, value]) => one.includes(`${label}="${value}"`)),
  );
  return line === undefined ? undefined : Number(line.split(" ").at(-1));
}

test("a live server says so, and a ready one that its parts work", async () => {
  expect((await app.inject({ url: "/health/live" })).json()).toEqual({ status: "live" });
  const ready = await app.inject({ url: "/health/ready" });
  expect([ready.statusCode, ready.json()]).toEqual([200, { status: "ready" }]);
});

test("only the operator sees details", async () => {
  const asked = { url: "/health/ready?verbose" };
  expect((await app.inject(asked)).json()).toEqual({ status: "ready" });
  expect((await closed.app.inject({ ...asked, headers: operator })).json()).toEqual({ status: "ready" });
  for (const answer of [await app.inject({ ...asked, headers: operator }), await own.inject(asked)]) {
    expect(Object.keys(answer.json().checks)).toEqual(["database", "listener", "store"]);
  }
});

test("metrics need the token, and do not exist at the server's own port without one", async () => {
  expect((await app.inject({ url: "/metrics" })).statusCode).toBe(401);
  const wrong = { authorization: "Bearer another" };
  expect((await app.inject({ url: "/metrics", headers: wrong })).statusCode).toBe(401);
  const answer = await app.inject({ url: "/metrics", headers: operator });
  expect([answer.statusCode, answer.headers["content-type"]]).toEqual([
    200,
    expect.stringContaining("text/plain"),
  ]);
  expect((await closed.app.inject({ url: "/metrics", headers: operator })).statusCode).toBe(404);
});

test("metrics count requests by route, status and transport, whatever paths strangers ask for", async () => {
  const answered = (labels: Record<string, string>) => metric("rookery_http_requests_total", labels);
  expect(await answered({ route: "/me", status: "200", transport: "rest" })).toBe(1);
  expect(await answered({ route: "/me", status: "401", transport: "rest" })).toBe(1);
  expect(await answered({ route: "/organizations/:organizationId/libraries" })).toBe(1);
  expect((await own.inject({ url: "/metrics" })).body).not.toContain("nobody");
  expect(await metric("rookery_http_request_duration_seconds_count", { route: "/me" })).toBe(2);
});

test("metrics tell the pool, the listener, jobs, caches, the event loop, refused keys and shed requests", async () => {
  await database.query(sql`select graphile_worker.add_job('deliver_webhook', '{}')`);
  expect(await metric("rookery_database_connections", { state: "idle" })).toBeGreaterThan(0);
  expect(await metric("rookery_database_listening")).toBe(1);
  expect(await metric("rookery_jobs_waiting", { kind: "deliver_webhook" })).toBe(1);
  expect(await metric("rookery_jobs_oldest_seconds", { kind: "deliver_webhook" })).toBeGreaterThanOrEqual(0);
  expect(await metric("rookery_cache_lookups_total", { cache: "keys", result: "hit" })).toBeGreaterThan(0);
  expect(await metric("nodejs_eventloop_lag_p99_seconds")).toBeGreaterThan(0);
  expect(await metric("rookery_security_events_total", { event: "key_refused" })).toBe(1);
  expect(await metric("rookery_requests_shed_total", { weight: "heavy" })).toBe(0);
});

test("a part that does not work makes the server unready, and says why to the operator", async () => {
  services.health.add("broken", () => {
    throw new Error("The part is broken");
  });
  services.health.add("hanging", () => new Promise(() => {}));
  // What was seen within the last second is kept.
  const answer = await untilUnready(own);
  expect(answer.headers["retry-after"]).toBe("5");
  expect(answer.json().checks.broken).toMatchObject({ ok: false, error: "The part is broken" });
  expect(answer.json().checks.hanging).toMatchObject({ ok: false, error: "No answer within 2 s" });
  expect((await app.inject({ url: "/health/ready" })).json()).toEqual({ status: "unavailable" });
  expect((await app.inject({ url: "/health/live" })).statusCode).toBe(200);
});

async function untilUnready(server: typeof own) {
  for (;;) {
    const answer = await server.inject({ url: "/health/ready?verbose" });
    if (answer.statusCode === 503) return answer;
  }
}
