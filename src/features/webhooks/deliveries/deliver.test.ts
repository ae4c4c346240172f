import { createHmac } from "node:crypto";
import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import { newOrganization, operate } from "../../../../test/support/operator.ts";
import { webhookReceiver } from "../../../../test/support/processes/webhook-receiver.ts";
import { type FetchRules, publicFetch } from "../../../platform/net/public-fetch.ts";
import { organizationRowId } from "../../identity/slugs/store.ts";
import { emit } from "../emit.ts";
import { removeOrganizationWebhook, setOrganizationWebhook } from "../operations.ts";
import { deliver } from "./deliver.ts";
import { deliveriesPage } from "./store.ts";

const receiver = await webhookReceiver();
const { services, database, clock } = await testApp({ config: { fetchAllowedHosts: [receiver.host] } });
const data = { asset_id: "a-1", library_id: "barcelona" };

/** Creates an organization whose endpoint is `url`, with one pending event. The URL is not checked. */
async function eventFor(url: string) {
  const slug = await newOrganization(services, []);
  const set = { organizationId: slug, url: receiver.url, events: ["asset.ready" as const] };
  const { secret } = await operate(services, setOrganizationWebhook, set);
  const organization = (await organizationRowId(database, slug)) as number;
  await database.execute(
    sql`update webhook_endpoints set url = ${url} where organization_id = ${organization}`,
  );
  await database.transaction((tx) => emit(tx, organization, "asset.ready", [data], clock.now()));
  const now = async () => {
    const { deliveries } = await deliveriesPage(database, organization, { limit: 1, offset: 0 });
    return deliveries[0] as (typeof deliveries)[number];
  };
  const { delivery_id: id } = await now();
  return { slug, secret, id, now };
}

const runAt = (id: string) =>
  database.one<{ seconds: number }>(
    sql`select round(extract(epoch from run_at - now()))::int as seconds from graphile_worker.jobs where key = ${`webhook ${id}`}`,
  );

test("an event is sent with its id and a signature over the exact bytes, and is then delivered", async () => {
  const { id, secret, now } = await eventFor(receiver.url);
  receiver.status = 204;
  await deliver(services, id);
  const { headers = {}, body = "" } = receiver.message(id) ?? {};
  expect(headers).toMatchObject({
    "content-type": "application/json",
    "x-rookery-event": "asset.ready",
    "x-rookery-delivery": id,
  });
  const sent = JSON.parse(body);
  expect(sent).toEqual({ id, type: "asset.ready", created_at: expect.stringMatching(/^\d{4}-.*Z$/), data });
  const [, t = "", v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers["x-rookery-signature"])) ?? [];
  expect(Math.abs(Date.now() / 1000 - Number(t))).toBeLessThan(5);
  expect(v1).toBe(createHmac("sha256", secret).update(`${t}.${body}`).digest("hex"));
  expect(await now()).toMatchObject({
    status: "delivered",
    next_attempt_at: null,
    attempts: [{ status_code: 204, error: null }],
  });
});

test("a delivered event is not sent again", async () => {
  const { id } = await eventFor(receiver.url);
  receiver.status = 200;
  await deliver(services, id);
  const { length } = receiver.received;
  await deliver(services, id);
  expect(receiver.received).toHaveLength(length);
});

test("a refused event is retried on schedule, with the same bytes and a new signature", async () => {
  const { id, now } = await eventFor(receiver.url);
  receiver.status = 500;
  await deliver(services, id);
  const first = receiver.message(id);
  expect(await now()).toMatchObject({ status: "pending", attempts: [{ status_code: 500, error: "status" }] });
  expect((await runAt(id)).seconds).toBe(10);

  const { length } = receiver.received;
  clock.advance(9_000);
  await deliver(services, id);
  expect(receiver.received).toHaveLength(length);
  expect((await runAt(id)).seconds).toBeLessThanOrEqual(1);

  receiver.status = 200;
  clock.advance(1_100);
  await deliver(services, id);
  const second = receiver.message(id);
  expect(second?.body).toBe(first?.body);
  expect(second?.headers["x-rookery-signature"]).not.toBe(first?.headers["x-rookery-signature"]);
  expect((await now()).status).toBe("delivered");
  expect((await now()).attempts.map(({ status_code }) => status_code)).toEqual([500, 200]);
});

test("an event fails after eleven refused attempts within a day, at the documented intervals", async () => {
  const { id, now } = await eventFor(receiver.url);
  receiver.status = 503;
  const started = clock.now().getTime();
  const waits: number[] = [];
  for (let last = started; (await now()).status === "pending"; ) {
    const due = Date.parse((await now()).next_attempt_at as string);
    waits.push(Math.round((due - last) / 1000));
    clock.advance(due - clock.now().getTime() + 1);
    last = clock.now().getTime();
    await deliver(services, id);
  }
  expect(waits.map((seconds) => Math.max(0, Math.round(seconds / 10) * 10))).toEqual([
    0, 10, 30, 120, 600, 1800, 3600, 7200, 14400, 28800, 28800,
  ]);
  const { status, attempts, next_attempt_at } = await now();
  expect([status, attempts.length, next_attempt_at]).toEqual(["failed", 11, null]);
  expect(clock.now().getTime() - started).toBeGreaterThan(23 * 3_600_000);
});

test("a redirect is not followed and counts as a failed attempt", async () => {
  const { id, now } = await eventFor(receiver.url);
  receiver.status = 307;
  await deliver(services, id);
  expect(receiver.received.filter(({ path }) => path === "/elsewhere")).toEqual([]);
  expect(await now()).toMatchObject({ status: "pending", attempts: [{ status_code: 307, error: "status" }] });
});

const withFetch = (rules: Partial<FetchRules>) => ({
  ...services,
  webhookFetch: publicFetch({ allowedHosts: [], ...rules }),
});

test("an attempt without an answer in time fails", async () => {
  const { id, now } = await eventFor(receiver.url);
  receiver.status = "never";
  await deliver(withFetch({ allowedHosts: [receiver.host], timeouts: { totalMs: 300 } }), id);
  const { attempts, status } = await now();
  expect([status, attempts]).toMatchObject(["pending", [{ status_code: null, error: "no_answer" }]]);
  expect(attempts[0]?.ms).toBeGreaterThan(250);
  expect(attempts[0]?.ms).toBeLessThan(3_000);
});

test("nothing is sent to private addresses, literal or resolved from a name", async () => {
  receiver.status = 200;
  const { length } = receiver.received;
  const port = receiver.host.split(":")[1];
  const [loopback, metadata, inside] = [
    await eventFor(`http://127.0.0.1:${port}/hook`),
    await eventFor("http://169.254.169.254/latest"),
    await eventFor("http://inside.example/hook"),
  ];
  const fetching = withFetch({ resolvers: { public: async () => [{ address: "127.0.0.1", family: 4 }] } });
  for (const { id, now } of [loopback, metadata, inside]) {
    await deliver(fetching, id);
    expect((await now()).attempts).toMatchObject([{ status_code: null, error: "no_answer" }]);
  }
  expect(receiver.received).toHaveLength(length);
});

test("an event whose endpoint was removed fails at once", async () => {
  const { id, slug, now } = await eventFor(receiver.url);
  await operate(services, removeOrganizationWebhook, { organizationId: slug });
  await deliver(services, id);
  expect(await now()).toMatchObject({ status: "failed", attempts: [{ error: "no_endpoint" }] });
});

test("deliveries to an endpoint that answered slowly share a queue with other slow ones, until it answers fast", async () => {
  const { id } = await eventFor(receiver.url);
  const slow = (value: boolean) =>
    database.execute(
      sql`update webhook_endpoints e set slow = ${value} from webhook_deliveries d
          where d.id = ${id} and d.organization_id = e.organization_id`,
    );
  const queue = async () =>
    (
      await database.one<{ name: string }>(
        sql`select queue_name as name from graphile_worker.jobs where key = ${`webhook ${id}`}`,
      )
    ).name;
  expect(await queue()).toMatch(/^webhooks \d+ [01]$/);
  receiver.status = 200;
  await slow(true);
  const { length } = receiver.received;
  await deliver(services, id, false);
  expect(receiver.received).toHaveLength(length);
  expect(await queue()).toMatch(/^webhooks slow [0-3]$/);
  await deliver(services, id, true);
  expect(receiver.message(id)).toBeDefined();
  const endpoint = await database.one(
    sql`select slow from webhook_endpoints e join webhook_deliveries d using (organization_id) where d.id = ${id}`,
  );
  expect(endpoint).toEqual({ slow: false });
});
