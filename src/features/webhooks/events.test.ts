import sql from "sql-template-tag";
import { expect, test, vi } from "vitest";
import { agentOf, newAgent } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { brokenPicture, picture } from "../../../test/support/files.ts";
import { jobsDone } from "../../../test/support/jobs.ts";
import { newKey, operate } from "../../../test/support/operator.ts";
import { newTeam } from "../../../test/support/team.ts";
import { newTenant, type TestTenant } from "../../../test/support/tenant.ts";
import { organizationRowId } from "../identity/slugs/store.ts";
import { flushUser } from "../memory/ingest/flush.ts";
import { enforceRetention } from "../memory/lifecycle/retention.ts";
import { EventName } from "./event.ts";
import { setOrganizationWebhook } from "./operations.ts";

const { app, services, database } = await testApp({ workers: true });
// Nothing listens there, so deliveries stay pending.
const url = "https://example.invalid/hook";
const everything = { webhook_url: url, webhook_events: EventName.options };

interface Sent {
  event: string;
  data: Record<string, unknown>;
}

async function sent(tenant: TestTenant, event: EventName): Promise<Record<string, unknown>[]> {
  const { deliveries } = (await tenant.call("GET", `/webhooks/deliveries?limit=100&event=${event}`)).body;
  return deliveries.map(({ data }: Sent) => data);
}

test("each stored exchange sends one event, also in a batch and when it is sent twice", async () => {
  const tenant = await newTenant(app, everything);
  const { userId, conversationId } = await tenant.newUser();
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) => tenant.ingest(userId, conversationId, `Number ${i}`)),
  );
  const once = { user_id: userId, conversation_id: conversationId, user_message: "x", agent_response: "" };
  for (let i = 0; i < 2; i++)
    answers.push(await tenant.call("POST", "/memory/ingest", once, { "idempotency-key": "k" }));
  const stored = new Set(answers.map(({ body }) => body.interaction_id));
  const events = await sent(tenant, "memory.ingested");
  expect(events).toHaveLength(21);
  expect(new Set(events.map(({ interaction_id }) => interaction_id))).toEqual(stored);
  expect(events[0]).toMatchObject({ user_id: userId, conversation_id: conversationId });
});

test("a refused exchange sends no event, and the others of its batch do", async () => {
  const tenant = await newTenant(app, everything);
  const { userId, conversationId } = await tenant.newUser();
  const answers = await Promise.all(
    [conversationId, "conv_0000000000000000", conversationId].map((id) => tenant.ingest(userId, id, "Hello")),
  );
  expect(answers.map(({ status }) => status)).toEqual([201, 404, 201]);
  expect(await sent(tenant, "memory.ingested")).toHaveLength(2);
});

test("a flush sends one event with its count, and an empty flush sends none", async () => {
  const tenant = await newTenant(app, everything);
  const { userId, conversationId } = await tenant.newUser();
  for (let i = 0; i < 3; i++) await tenant.ingest(userId, conversationId, "Hello");
  await Promise.all([
    flushUser(services, userId),
    tenant.call("POST", "/memory/flush", { user_id: userId }),
    flushUser(services, userId),
  ]);
  expect(await sent(tenant, "memory.flushed")).toEqual([
    { user_id: userId, flushed_count: 3, conversation_ids: [conversationId] },
  ]);
});

test("facts send an event when they are learned and when they are replaced", async () => {
  const tenant = await newTenant(app, { ...everything, retention_days: 0 });
  const { userId, conversationId } = await tenant.newUser();
  const lives = (place: string, timestamp: string) =>
    tenant.ingest(userId, conversationId, `I live in ${place}.`, { timestamp });
  const first = await lives("Antwerp", "2026-01-01T00:00:00Z");
  const [known] = await sent(tenant, "fact.created");
  expect(known).toEqual({
    fact_id: expect.stringMatching(/^fact_/),
    user_id: userId,
    source_interaction_id: first.body.interaction_id,
  });
  await lives("Ghent", "2026-02-01T00:00:00Z");
  expect(await sent(tenant, "fact.created")).toHaveLength(2);
  expect(await sent(tenant, "fact.superseded")).toEqual([{ fact_id: known?.fact_id, user_id: userId }]);

  const [current] = await sent(tenant, "fact.created");
  await tenant.call("PATCH", `/memory/facts/${current?.fact_id}`, { value: "Bruges" });
  expect(await sent(tenant, "fact.created")).toHaveLength(3);
  expect((await sent(tenant, "fact.superseded")).map(({ fact_id }) => fact_id)).toContain(current?.fact_id);
});

test("erasing a user sends one event with the counts of the answer", async () => {
  const tenant = await newTenant(app, everything);
  const { userId, conversationId } = await tenant.newUser();
  await tenant.ingest(userId, conversationId, "I live in Antwerp.");
  const { erased } = (await tenant.call("DELETE", `/users/${userId}`)).body;
  expect((await tenant.call("DELETE", `/users/${userId}`)).status).toBe(404);
  expect(await sent(tenant, "user.erased")).toEqual([{ user_id: userId, ...erased }]);
});

test("deliveries and jobs hold no message text, names or external ids", async () => {
  const tenant = await newTenant(app, everything);
  const user_id = (
    await tenant.call("POST", "/users", { external_ref: "ref-quokka", display_name: "Zephyrine" })
  ).body.user_id;
  const conversation = { user_id, title: "Marzipan" };
  const { conversation_id } = (await tenant.call("POST", "/conversations", conversation)).body;
  await tenant.ingest(user_id, conversation_id, "My name is Zephyrine and I live in Timbuktu.", {
    agent_response: "Nice to meet you, Zephyrine of Timbuktu",
    metadata: { speaker: "Zephyrine", note: "marzipan" },
  });
  await tenant.call("POST", "/memory/flush", { user_id });
  await enforceRetention(services);
  await tenant.call("DELETE", `/users/${user_id}`);
  const rows = await database.query<{ dump: string }>(
    sql`select d::text as dump from webhook_deliveries d union all select a::text from webhook_attempts a
        union all select e::text from webhook_endpoints e
        union all select j.payload::text || coalesce(j.last_error, '') from graphile_worker._private_jobs j`,
  );
  const dump = rows
    .map((row) => row.dump)
    .join("\n")
    .toLowerCase();
  expect(dump).toContain("memory.ingested");
  expect(dump).toContain("fact.created");
  const words = [
    "zephyrine",
    "timbuktu",
    "quokka",
    "marzipan",
    "speaker",
    "residence",
    "name is",
    "meet you",
  ];
  expect(words.filter((word) => dump.includes(word))).toEqual([]);
  const { secret } = (await tenant.call("GET", "/webhooks/secret")).body;
  expect(dump).not.toContain(secret.toLowerCase());
  expect(dump).not.toContain(Buffer.from(secret).toString("hex"));
});

test("an asset sends one event each when it is ready, fails or is deleted", async () => {
  const agent = await newAgent(app);
  const set = { organizationId: agent.organizationId, url, events: EventName.options };
  await operate(services, setOrganizationWebhook, set);
  const organization = (await organizationRowId(database, agent.organizationId)) as number;
  const events = () =>
    database.query<Sent>(
      sql`select event, data from webhook_deliveries where organization_id = ${organization} order by created_at, event`,
    );
  const files = {
    "a.png": await picture(),
    "b.png": brokenPicture,
    "c.pdf": Buffer.from("%PDF-1.4\n%%EOF\n"),
  };
  const { assets } = (await agent.upload(files)).data;
  const [whole, broken, document] = assets.map(({ id }: { id: string }) => ({
    asset_id: id,
    library_id: agent.libraryId,
  }));
  await vi.waitFor(async () => expect(await events()).toHaveLength(3), 10_000);
  expect(await events()).toEqual(
    expect.arrayContaining([
      { event: "asset.ready", data: whole },
      { event: "asset.failed", data: broken },
      { event: "asset.ready", data: document },
    ]),
  );
  for (let i = 0; i < 2; i++)
    await agent.request("DELETE", `${agent.library}/assets`, { ids: [whole.asset_id, "nowhere"] });
  expect((await events()).slice(3)).toEqual([{ event: "asset.deleted", data: whole }]);
});

test("a decision, a removed decision and a promoted variant each send an event", async () => {
  const { organizationId, owner } = await newTeam(app, services);
  await operate(services, setOrganizationWebhook, { organizationId, url, events: EventName.options });
  const { apiKey } = await newKey(services, organizationId, { pictures: "write" });
  const agent = agentOf(app, { organizationId, libraryId: "pictures", apiKey });
  const { id: assetId } = (await agent.upload({ "a.png": await picture() })).data.assets[0];
  const variant = (await agent.upload({ "b.png": await picture("red") }, { parentId: assetId })).data
    .assets[0];
  await jobsDone(database, "process_asset");
  const organization = (await organizationRowId(database, organizationId)) as number;
  const events = () =>
    database.query<Sent>(
      sql`select event, data from webhook_deliveries
          where organization_id = ${organization} and event in ('asset.approval', 'asset.replaced')`,
    );
  const library = { organizationId, libraryId: "pictures" };
  for (const state of ["approved", null])
    await owner.call("setAssetApproval", { ...library, assetId, state });
  await agent.request("POST", `${agent.library}/assets/${assetId}/promote`, { variantId: variant.id });
  const data = { asset_id: assetId, library_id: "pictures" };
  const sentNow = await events();
  expect(sentNow).toHaveLength(3);
  expect(sentNow).toEqual(
    expect.arrayContaining([
      { event: "asset.approval", data: { ...data, state: "approved" } },
      { event: "asset.approval", data: { ...data, state: "none" } },
      { event: "asset.replaced", data },
    ]),
  );
});
