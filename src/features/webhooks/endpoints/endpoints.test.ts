import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import { webhookReceiver } from "../../../../test/support/processes/webhook-receiver.ts";
import { newTeam } from "../../../../test/support/team.ts";
import { newTenant } from "../../../../test/support/tenant.ts";
import { deliver } from "../deliveries/deliver.ts";
import { signature } from "../deliveries/signature.ts";

const receiver = await webhookReceiver();
const other = await webhookReceiver();
const { app, services, database } = await testApp({
  config: { fetchAllowedHosts: [new URL(receiver.url).host, new URL(other.url).host] },
});

type Tenant = Awaited<ReturnType<typeof newTenant>>;
const add = (tenant: Tenant, url: string, ...events: string[]) =>
  tenant.call("POST", "/webhooks/endpoints", { url, events });
const list = async (tenant: Tenant) => (await tenant.call("GET", "/webhooks/endpoints")).body.webhooks;
const deliveriesOf = async (tenant: Tenant) =>
  (await tenant.call("GET", "/webhooks/deliveries")).body.deliveries;

async function deliverAll(tenant: Tenant): Promise<void> {
  for (const { delivery_id } of await deliveriesOf(tenant)) await deliver(services, delivery_id);
}

async function saySomething(tenant: Tenant): Promise<void> {
  const { userId, conversationId } = await tenant.newUser();
  await tenant.ingest(userId, conversationId, "I live in Lisbon.");
}

test("each webhook gets the events that it subscribes to, under its own secret and with ids of its own", async () => {
  const tenant = await newTenant(app);
  const first = (await add(tenant, receiver.url, "memory.ingested")).body;
  const second = (await add(tenant, other.url, "memory.ingested", "user.erased")).body;
  expect([first.main, second.main, first.secret === second.secret]).toEqual([true, false, false]);
  const [before, otherBefore] = [receiver.received.length, other.received.length];
  await saySomething(tenant);
  const deliveries = await deliveriesOf(tenant);
  expect(deliveries.map(({ webhook_id }: { webhook_id: string }) => webhook_id).toSorted()).toEqual(
    [first.webhook_id, second.webhook_id].toSorted(),
  );
  expect(new Set(deliveries.map(({ delivery_id }: { delivery_id: string }) => delivery_id)).size).toBe(2);
  await deliverAll(tenant);
  for (const [at, from, secret] of [
    [receiver, before, first.secret],
    [other, otherBefore, second.secret],
  ] as const) {
    const [message, ...more] = at.received.slice(from);
    expect(more).toEqual([]);
    const sent = message?.headers["x-rookery-signature"] as string;
    const seconds = Number(/t=(\d+)/.exec(sent)?.[1]);
    expect(sent).toBe(signature(secret, message?.body ?? "", new Date(seconds * 1000)));
  }
});

test("an exchange is announced when only a second webhook subscribes to it", async () => {
  const tenant = await newTenant(app, { webhook_url: receiver.url, webhook_events: ["user.erased"] });
  const { webhook_id } = (await add(tenant, other.url, "memory.ingested")).body;
  await saySomething(tenant);
  expect(await deliveriesOf(tenant)).toMatchObject([{ webhook_id, event: "memory.ingested" }]);
});

test("the first webhook is the one in the tenant's settings", async () => {
  const tenant = await newTenant(app);
  const { webhook_id } = (await add(tenant, receiver.url, "user.erased")).body;
  await add(tenant, other.url, "user.erased");
  expect((await tenant.call("GET", "/tenant")).body.settings.webhook_url).toBe(receiver.url);
  await tenant.call("PATCH", "/tenant", { settings: { webhook_url: null } });
  expect((await list(tenant)).map(({ url }: { url: string | null }) => url)).toEqual([null, other.url]);
  await tenant.call("DELETE", `/webhooks/endpoints/${webhook_id}`);
  expect((await tenant.call("GET", "/tenant")).body.settings.webhook_url).toBeNull();
  expect(await list(tenant)).toMatchObject([{ url: other.url, main: false }]);
});

test("a webhook is changed, paused, tested, gets a new secret and is removed without touching another", async () => {
  const tenant = await newTenant(app);
  const kept = (await add(tenant, receiver.url, "user.erased")).body;
  const { webhook_id, secret } = (await add(tenant, other.url, "user.erased")).body;
  const at = `/webhooks/endpoints/${webhook_id}`;
  expect((await tenant.call("PATCH", at, { events: ["fact.created"] })).body).toMatchObject({
    url: other.url,
    events: ["fact.created"],
  });
  const { delivery_id } = (await tenant.call("POST", `${at}/test`, {})).body;
  expect(await deliveriesOf(tenant)).toMatchObject([{ delivery_id, webhook_id, event: "webhook.test" }]);
  expect((await tenant.call("GET", `${at}/secret`)).body).toEqual({ secret });
  const rotated = (await tenant.call("POST", `${at}/secret/rotate`, {})).body.secret;
  expect(rotated).not.toBe(secret);
  expect((await tenant.call("PATCH", at, { url: null })).body.url).toBeNull();
  expect((await tenant.call("POST", `${at}/test`, {})).status).toBe(404);
  expect((await tenant.call("DELETE", at)).status).toBe(200);
  await deliverAll(tenant);
  expect(await deliveriesOf(tenant)).toMatchObject([
    { status: "failed", attempts: [{ error: "no_endpoint" }] },
  ]);
  expect(await list(tenant)).toMatchObject([{ webhook_id: kept.webhook_id, events: ["user.erased"] }]);
  expect((await tenant.call("GET", `/webhooks/endpoints/${kept.webhook_id}/secret`)).body.secret).toBe(
    kept.secret,
  );
});

test("an organization has at most ten webhooks, also when they are added at the same time", async () => {
  const tenant = await newTenant(app);
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => add(tenant, receiver.url, "user.erased")),
  );
  expect(answers.map(({ status }) => status).toSorted()).toEqual([...Array(10).fill(201), 403, 403]);
  expect((await list(tenant)).filter(({ main }: { main: boolean }) => main)).toHaveLength(1);
});

test("another tenant's webhook, a missing scope and an address that is never called are refused", async () => {
  const [mine, theirs] = [await newTenant(app), await newTenant(app)];
  const { webhook_id } = (await add(theirs, receiver.url, "user.erased")).body;
  for (const [method, path, body] of [
    ["PATCH", "", { events: ["fact.created"] }],
    ["DELETE", "", undefined],
    ["GET", "/secret", undefined],
    ["POST", "/secret/rotate", {}],
    ["POST", "/test", {}],
  ] as const) {
    const answer = await mine.call(method, `/webhooks/endpoints/${webhook_id}${path}`, body);
    expect([method, path, answer.status]).toEqual([method, path, 404]);
  }
  expect(await list(theirs)).toMatchObject([{ events: ["user.erased"] }]);
  expect((await add(mine, "http://10.0.0.1/hook", "user.erased")).status).toBe(400);
  expect((await add(mine, receiver.url)).status).toBe(400);
});

test("owners manage webhooks in the app, and editors cannot see them", async () => {
  const { organizationId, owner, editor } = await newTeam(app, services);
  const query = `?organizationId=${organizationId}`;
  const added = await owner.call(`createWebhookEndpoint${query}`, {
    url: receiver.url,
    events: ["asset.ready"],
  });
  expect(added.data).toMatchObject({ main: true, secret: expect.stringMatching(/^whsec_/) });
  expect((await owner.call(`listWebhookEndpoints${query}`)).data.webhooks).toHaveLength(1);
  expect((await editor.call(`listWebhookEndpoints${query}`)).error.code).toBe("FORBIDDEN");
  const tenants = await database.query(
    sql`select 1 from tenants t join organizations o on o.id = t.organization_id where o.slug = ${organizationId}`,
  );
  expect(tenants).toEqual([]);
});
