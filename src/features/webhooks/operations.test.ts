import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { testApp } from "../../../test/support/app.ts";
import { newOrganization, operate } from "../../../test/support/operator.ts";
import { webhookReceiver } from "../../../test/support/processes/webhook-receiver.ts";
import { newTeam } from "../../../test/support/team.ts";
import { callMemory, newTenant, type TestTenant } from "../../../test/support/tenant.ts";
import { organizationRowId } from "../identity/slugs/store.ts";
import { deliver } from "./deliveries/deliver.ts";
import { signature } from "./deliveries/signature.ts";
import { emit } from "./emit.ts";
import {
  getOrganizationWebhook,
  listOrganizationDeliveries,
  redeliverToOrganization,
  removeOrganizationWebhook,
  rotateOrganizationWebhookSecret,
  sendTestEvent,
  setOrganizationWebhook,
} from "./operations.ts";

const receiver = await webhookReceiver();
const { app, services, database, clock } = await testApp({ config: { fetchAllowedHosts: [receiver.host] } });
const webhook = { webhook_url: receiver.url, webhook_events: ["memory.ingested"] };
const data = [{ asset_id: "a-1", library_id: "barcelona" }];

/** A tenant's deliveries after it ingested `count` exchanges. */
async function afterIngesting(tenant: TestTenant, count: number): Promise<{ delivery_id: string }[]> {
  const { userId, conversationId } = await tenant.newUser();
  for (let i = 0; i < count; i++) await tenant.ingest(userId, conversationId, "Hello");
  return (await tenant.call("GET", "/webhooks/deliveries")).body.deliveries;
}

test("a tenant sets its webhook in its settings, and both routes return it", async () => {
  const tenant = await newTenant(app);
  const none = { url: null, events: [], secret_hint: null, updated_at: null };
  expect((await tenant.call("GET", "/webhooks")).body).toEqual(none);
  expect((await tenant.call("GET", "/webhooks/secret")).status).toBe(404);
  const { settings } = (await tenant.call("PATCH", "/tenant", { settings: webhook })).body;
  expect(settings).toMatchObject(webhook);
  const shown = (await tenant.call("GET", "/webhooks")).body;
  expect(shown).toMatchObject({ url: receiver.url, events: ["memory.ingested"] });
  const { secret } = (await tenant.call("GET", "/webhooks/secret")).body;
  expect(secret).toMatch(/^whsec_[0-9A-Za-z]{40}$/);
  expect(shown.secret_hint).toBe(`${secret.slice(0, 7)}…${secret.slice(-4)}`);
});

test("settings omitted from a change stay as they are, and so does the secret", async () => {
  const tenant = await newTenant(app, { ...webhook, batch_size: 3 });
  const secret = async () => (await tenant.call("GET", "/webhooks/secret")).body.secret;
  const before = await secret();
  const change = async (settings: object) =>
    (await tenant.call("PATCH", "/tenant", { settings })).body.settings;
  expect(await change({ batch_size: 5 })).toMatchObject({ ...webhook, batch_size: 5 });
  expect(await change({ webhook_url: null })).toMatchObject({ ...webhook, webhook_url: null });
  expect(await afterIngesting(tenant, 1)).toEqual([]);
  expect(await change({ webhook_url: receiver.url })).toMatchObject(webhook);
  expect(await change({ webhook_events: [] })).toMatchObject({ ...webhook, webhook_events: [] });
  expect(await secret()).toBe(before);
});

test("a malformed address and an unknown event are refused", async () => {
  const tenant = await newTenant(app);
  for (const settings of [
    { webhook_url: "ftp://example.com" },
    { webhook_url: "https://user:pass@example.com" },
    { webhook_events: ["memory.forgotten"] },
  ]) {
    const { status, body } = await tenant.call("PATCH", "/tenant", { settings });
    expect([status, body.details[0].path]).toEqual([400, expect.stringMatching(/^settings\.webhook_/)]);
  }
});

test("after a rotation every event is signed with the new secret", async () => {
  const tenant = await newTenant(app, webhook);
  const [before] = await afterIngesting(tenant, 1);
  const old = (await tenant.call("GET", "/webhooks/secret")).body.secret;
  const { secret } = (await tenant.call("POST", "/webhooks/secret/rotate", {})).body;
  expect(secret).not.toBe(old);
  expect((await tenant.call("GET", "/webhooks/secret")).body.secret).toBe(secret);
  await deliver(services, before?.delivery_id as string);
  const { headers = {}, body = "" } = receiver.message(before?.delivery_id) ?? {};
  const at = new Date(Number(/t=(\d+)/.exec(String(headers["x-rookery-signature"]))?.[1]) * 1000);
  expect(headers["x-rookery-signature"]).toBe(signature(secret, body, at));
});

test("deliveries are listed newest first, in pages, and can be filtered by event and status", async () => {
  const tenant = await newTenant(app, webhook);
  const all = await afterIngesting(tenant, 3);
  const ids = all.map(({ delivery_id }) => delivery_id);
  const list = async (query: string) => (await tenant.call("GET", `/webhooks/deliveries?${query}`)).body;
  const page = await list("limit=2&offset=1");
  expect(page).toMatchObject({ total: 3, limit: 2, offset: 1 });
  expect(page.deliveries.map((one: { delivery_id: string }) => one.delivery_id)).toEqual(ids.slice(1));
  receiver.status = 200;
  await deliver(services, ids[1] as string);
  expect(await list("status=delivered")).toMatchObject({ total: 1, deliveries: [{ delivery_id: ids[1] }] });
  expect((await list("status=pending&event=memory.ingested")).total).toBe(2);
  expect((await list("event=user.erased")).total).toBe(0);
  expect((await tenant.call("GET", "/webhooks/deliveries?status=lost")).status).toBe(400);
});

test("a redelivery keeps the id and the earlier attempts", async () => {
  const tenant = await newTenant(app, webhook);
  const [{ delivery_id: id } = { delivery_id: "" }] = await afterIngesting(tenant, 1);
  receiver.status = 200;
  await deliver(services, id);
  const again = await tenant.call("POST", `/webhooks/deliveries/${id}/redeliver`, {});
  expect([again.status, again.body]).toEqual([200, { success: true, delivery_id: id }]);
  await deliver(services, id);
  const sent = receiver.received.filter(({ headers }) => headers["x-rookery-delivery"] === id);
  expect(sent.map(({ body }) => body)).toEqual([sent[0]?.body, sent[0]?.body]);
  const [delivery] = (await tenant.call("GET", "/webhooks/deliveries")).body.deliveries;
  expect([delivery.status, delivery.attempts.length]).toEqual(["delivered", 2]);
});

test("another tenant can't see or redeliver a delivery, and a key without tenant:admin is refused everywhere", async () => {
  const [tenant, other] = [await newTenant(app, webhook), await newTenant(app, webhook)];
  const [{ delivery_id: id } = { delivery_id: "" }] = await afterIngesting(tenant, 1);
  expect((await other.call("GET", "/webhooks/deliveries")).body.total).toBe(0);
  expect((await other.call("POST", `/webhooks/deliveries/${id}/redeliver`, {})).status).toBe(404);

  const scopes = ["tenant:read", "memory:read", "memory:write", "users:write"];
  const weaker = (await tenant.call("POST", "/api-keys", { name: "weak", scopes })).body.api_key;
  for (const [method, path] of [
    ["GET", "/webhooks"],
    ["GET", "/webhooks/secret"],
    ["POST", "/webhooks/secret/rotate"],
    ["GET", "/webhooks/deliveries"],
    ["POST", `/webhooks/deliveries/${id}/redeliver`],
  ] as const) {
    const body = method === "POST" ? {} : undefined;
    expect((await callMemory(app, weaker, method, path, body)).status).toBe(403);
    expect((await callMemory(app, undefined, method, path, body)).status).toBe(401);
  }
});

test("attempts are listed in the order in which they were made", async () => {
  const tenant = await newTenant(app);
  await tenant.call("PATCH", "/tenant", { settings: webhook });
  const [{ delivery_id: id }] = (await afterIngesting(tenant, 1)) as [{ delivery_id: string }];
  // Rewrites the rows in another physical order.
  await database.execute(
    sql`insert into webhook_attempts (id, delivery_id, at, ms, status_code)
        overriding system value
        select 1000000 - n, ${id}, now() - n * interval '1 minute', n, 500 from generate_series(1, 20) n`,
  );
  const [delivery] = (await tenant.call("GET", "/webhooks/deliveries")).body.deliveries;
  const made = delivery.attempts.filter(({ status_code: code }: { status_code: number }) => code === 500);
  expect(made.map(({ ms }: { ms: number }) => ms)).toEqual(Array.from({ length: 20 }, (_, i) => 20 - i));
});

test("an operator sets, reads, rotates and removes an image organization's webhook, and redelivers events", async () => {
  const organizationId = await newOrganization(services, []);
  const set = { organizationId, url: receiver.url, events: ["asset.ready" as const] };
  const { secret, ...shown } = await operate(services, setOrganizationWebhook, set);
  expect(shown).toMatchObject({ url: receiver.url, events: ["asset.ready"] });
  expect(await operate(services, getOrganizationWebhook, { organizationId })).toEqual(shown);
  const rotated = await operate(services, rotateOrganizationWebhookSecret, { organizationId });
  expect(rotated.secret).not.toBe(secret);

  const row = (await organizationRowId(database, organizationId)) as number;
  await database.transaction((tx) => emit(tx, row, "asset.ready", data, clock.now()));
  const listed = () => operate(services, listOrganizationDeliveries, { organizationId });
  const deliveryId = (await listed()).deliveries[0]?.delivery_id as string;
  await deliver(services, deliveryId);
  await operate(services, redeliverToOrganization, { organizationId, deliveryId });
  expect((await listed()).deliveries).toMatchObject([
    { status: "pending", attempts: [{ status_code: 200 }] },
  ]);

  await operate(services, removeOrganizationWebhook, { organizationId });
  expect((await operate(services, getOrganizationWebhook, { organizationId })).url).toBeNull();
  await expect(operate(services, rotateOrganizationWebhookSecret, { organizationId })).rejects.toThrow(
    "no webhook yet",
  );
});

test("an owner sets, reveals, rotates, pauses and removes the webhook in the app", async () => {
  const { organizationId, owner } = await newTeam(app, services);
  const ask = async (name: string, input: object = {}) => owner.call(name, { organizationId, ...input });
  expect((await ask("getOrganizationWebhook")).data).toMatchObject({ url: null, secret_hint: null });
  expect((await ask("revealOrganizationWebhookSecret")).error.code).toBe("RESOURCE_NOT_FOUND");
  const { secret } = (await ask("setOrganizationWebhook", { url: receiver.url, events: ["asset.ready"] }))
    .data;
  expect((await ask("revealOrganizationWebhookSecret")).data).toEqual({ secret });
  const rotated = (await ask("rotateOrganizationWebhookSecret")).data.secret;
  expect((await ask("revealOrganizationWebhookSecret")).data).toEqual({ secret: rotated });
  const paused = (await ask("setOrganizationWebhook", { url: null })).data;
  expect(paused).toMatchObject({ url: null, events: ["asset.ready"], secret: rotated });
  await ask("removeOrganizationWebhook");
  expect((await ask("getOrganizationWebhook")).data).toMatchObject({ events: [], secret_hint: null });
  const { entries } = (await ask("listAuditEntries")).data;
  expect(JSON.stringify(entries)).not.toContain(secret);
  expect(entries.map(({ operation }: { operation: string }) => operation)).toContain(
    "removeOrganizationWebhook",
  );
});

test.each([
  ["http://127.0.0.1/hook", "127.0.0.1 is not a public address"],
  ["http://[::1]/hook", "::1 is not a public address"],
  ["http://169.254.169.254/latest", "169.254.169.254 is not a public address"],
  ["https://example.com:8443/hook", "must use port 80 or 443, not 8443"],
  ["http://localhost/hook", "localhost is a name of an internal network"],
  ["http://db.internal/hook", "db.internal is a name of an internal network"],
])("%s is refused when it is saved, with the cause", async (url, cause) => {
  const tenant = await newTenant(app);
  const { status, body } = await tenant.call("PATCH", "/tenant", { settings: { webhook_url: url } });
  expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining(cause)]);
  expect((await tenant.call("GET", "/webhooks")).body.url).toBeNull();
  const organizationId = await newOrganization(services, []);
  await expect(operate(services, setOrganizationWebhook, { organizationId, url })).rejects.toThrow(cause);
});

test("a test event is sent whatever events are chosen, and needs a URL", async () => {
  const organizationId = await newOrganization(services, []);
  await expect(operate(services, sendTestEvent, { organizationId })).rejects.toMatchObject({
    code: "RESOURCE_NOT_FOUND",
  });
  const events = ["asset.deleted" as const];
  await operate(services, setOrganizationWebhook, { organizationId, url: receiver.url, events });
  receiver.status = 200;
  const { deliveryId } = await operate(services, sendTestEvent, { organizationId });
  await deliver(services, deliveryId);
  expect(JSON.parse(receiver.message(deliveryId)?.body ?? "")).toMatchObject({
    type: "webhook.test",
    data: {},
  });
  const { deliveries } = await operate(services, listOrganizationDeliveries, { organizationId });
  expect(deliveries).toMatchObject([{ event: "webhook.test", status: "delivered" }]);
});
