import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { send } from "../../../../test/support/agent.ts";
import { testApp } from "../../../../test/support/app.ts";
import { furnishedTenant } from "../../../../test/support/examples/furnished-tenant.ts";
import { newOrganization, operate } from "../../../../test/support/operator.ts";
import { dump, dumpTables } from "../../../../test/support/postgres/dump.ts";
import { callMemory, newTenant, type TestTenant } from "../../../../test/support/tenant.ts";
import { dayMs } from "../../../platform/clock.ts";
import { createKey } from "../../identity/keys/operations.ts";
import { enforceRetention } from "./retention.ts";
import { shredTenant } from "./store/erase.ts";

const { app, services, database, clock } = await testApp();

/** Tables that still contain one of these texts. Deliveries are left out: they keep ids for thirty days. */
async function tablesHolding(texts: readonly string[]): Promise<string[]> {
  const tables = await dumpTables(database);
  tables.delete("public.webhook_deliveries");
  return [...tables].filter(([, rows]) => texts.some((text) => rows.includes(text))).map(([name]) => name);
}

const listed = async (tenant: TestTenant, userId: string) => ({
  exchanges: (await tenant.call("GET", `/memory/interactions?user_id=${userId}&limit=100`)).body.interactions
    .map((one: { user_message: string }) => one.user_message)
    .toReversed(),
  facts: (await tenant.call("GET", `/memory/facts?user_id=${userId}&all=true`)).body.facts.map(
    (one: { value: string }) => one.value,
  ),
});

const found = async (tenant: TestTenant, userId: string, query: string) =>
  (await tenant.call("POST", "/memory/query", { user_id: userId, query, limit: 100 })).body;

/** A user with two conversations, flushed and buffered exchanges, current and forgotten facts, jobs and Idempotency-Keys. */
async function person(tenant: TestTenant) {
  const { userId, conversationId } = await tenant.newUser();
  const second = (await tenant.call("POST", "/conversations", { user_id: userId })).body.conversation_id;
  const ids: string[] = [];
  for (const [conversation, said] of [
    [conversationId, "I live in Lisbon."],
    [second, "I have a sister called Clara."],
    [conversationId, "I work as a luthier."],
  ] as const) {
    const answer = await tenant.ingest(userId, conversation, said);
    ids.push(answer.body.interaction_id);
    if (ids.length === 2) await tenant.call("POST", "/memory/flush", { user_id: userId });
  }
  const body = { user_id: userId, conversation_id: conversationId, agent_response: "" };
  const once = { ...body, user_message: "I like marzipan." };
  ids.push(
    (await tenant.call("POST", "/memory/ingest", once, { "idempotency-key": userId })).body.interaction_id,
  );
  return { userId, conversationId, second, ids: ids as [string, string, string, string] };
}

test("an erased user leaves nothing in the database, not even ids, and other users keep their data", async () => {
  const tenant = await newTenant(app, { batch_size: 3 });
  const [gone, other] = [await person(tenant), await person(tenant)];
  await database.execute(sql`update interactions set unlearned = true where id = ${gone.ids[0]}`);
  await database.query(
    sql`select graphile_worker.add_job('learn_facts', json_build_object('interactionId', ${gone.ids[0]}::text), job_key => ${`learn ${gone.ids[0]}`})`,
  );
  const facts = (await tenant.call("GET", `/memory/facts?user_id=${gone.userId}`)).body.facts;
  await tenant.call("DELETE", `/memory/facts/${facts[0].fact_id}`);
  const factIds = (
    await database.query<{ id: string }>(sql`select id from facts where user_id = ${gone.userId}`)
  ).map(({ id }) => id);
  const all = [gone.userId, gone.conversationId, gone.second, ...gone.ids, ...factIds];
  expect((await tablesHolding(all)).length).toBeGreaterThan(4);
  const erased = await tenant.call("DELETE", `/users/${gone.userId}`);
  expect(erased).toMatchObject({
    status: 200,
    body: { erased: { conversations: 2, interactions: 4, facts: factIds.length } },
  });
  expect(await tablesHolding(all)).toEqual([]);
  expect((await listed(tenant, other.userId)).exchanges).toHaveLength(4);
  expect((await tenant.call("DELETE", `/users/${gone.userId}`)).status).toBe(404);
});

test("deleting a conversation deletes its exchanges, their facts and their index entries", async () => {
  const tenant = await newTenant(app);
  const { userId, conversationId, second, ids } = await person(tenant);
  const erased = await tenant.call("DELETE", `/conversations/${conversationId}`);
  expect(erased.body.erased.interactions).toBe(3);
  expect(await tablesHolding([conversationId, ids[0], ids[2], ids[3]])).toEqual([]);
  const left = await listed(tenant, userId);
  expect(left.exchanges).toEqual(["I have a sister called Clara."]);
  expect(left.facts.join()).not.toMatch(/Lisbon|luthier|marzipan/);
  expect((await found(tenant, userId, "Lisbon luthier marzipan")).memories).toEqual([]);
  expect((await found(tenant, userId, "sister")).memories).toHaveLength(1);
  expect((await tenant.call("GET", `/conversations/${second}`)).body.message_count).toBe(1);
});

test("a forgotten exchange leaves nothing in the database, flushed or buffered", async () => {
  const tenant = await newTenant(app);
  const { userId, ids } = await person(tenant);
  for (const id of [ids[1], ids[3]]) {
    const { body } = await tenant.call("DELETE", `/memory/interactions/${id}`);
    expect(body.erased.interactions).toBe(1);
    expect(await tablesHolding([id])).toEqual([]);
  }
  const left = await listed(tenant, userId);
  expect(left.exchanges).toEqual(["I live in Lisbon.", "I work as a luthier."]);
  expect((await found(tenant, userId, "Clara marzipan sister")).memories).toEqual([]);
  const terms = await database.query(
    sql`select p.term from memory_postings p where user_id = ${userId} except
        select substring(terms from 1 + 10 * n for 8) from interactions, generate_series(0, octet_length(terms) / 10 - 1) as n
        where user_id = ${userId}`,
  );
  expect(terms).toEqual([]);
});

test("exchanges older than retention_days are erased with their facts, and newer ones stay", async () => {
  const tenant = await newTenant(app, { retention_days: 7 });
  const { userId, conversationId } = await tenant.newUser();
  const said = (text: string) => tenant.ingest(userId, conversationId, text);
  const old = (await said("I live in Lisbon. I like chess.")).body.interaction_id;
  await tenant.call("POST", "/memory/flush", { user_id: userId });
  clock.advance(5 * dayMs);
  await said("I like chess. I play the oboe.");
  clock.advance(2 * dayMs - 60_000);
  await enforceRetention(services);
  expect((await listed(tenant, userId)).exchanges).toHaveLength(2);
  clock.advance(60_001);
  await enforceRetention(services);
  const left = await listed(tenant, userId);
  expect(left.exchanges).toEqual(["I like chess. I play the oboe."]);
  expect(left.facts).toContain("chess"); // said again since
  expect(left.facts).not.toContain("Lisbon");
  expect(await tablesHolding([old])).toEqual([]);
  expect((await found(tenant, userId, "Lisbon")).memories).toEqual([]);
  expect((await tenant.call("GET", `/conversations/${conversationId}`)).body.message_count).toBe(1);
});

test("retention_days 0 keeps everything, and retention uses the timestamp of a back-dated exchange", async () => {
  const keeping = await newTenant(app, { retention_days: 0 });
  const tenant = await newTenant(app);
  const [mine, theirs] = [await keeping.newUser(), await tenant.newUser()];
  const timestamp = new Date(clock.now().getTime() - 31 * dayMs).toISOString();
  await keeping.ingest(mine.userId, mine.conversationId, "Long ago", { timestamp });
  await tenant.ingest(theirs.userId, theirs.conversationId, "Long ago", { timestamp });
  await enforceRetention(services);
  expect((await listed(keeping, mine.userId)).exchanges).toEqual(["Long ago"]);
  expect((await listed(tenant, theirs.userId)).exchanges).toEqual([]);
});

test("without its row in tenant_keys a tenant's data cannot be decrypted, even with the server's secret", async () => {
  const { tenant, ids } = await furnishedTenant(app);
  const { organizationId, sealed } = await database.one<{ organizationId: number; sealed: Buffer }>(
    sql`select organization_id as "organizationId", sealed from interactions where id = ${ids.interaction}`,
  );
  await database.execute(sql`delete from tenant_keys where organization_id = ${organizationId}`);
  // A new keychain has an empty cache, as after a restart.
  const { openKeychain } = await import("../sealing/keychain.ts");
  const keychain = openKeychain(services.secret);
  const record = {
    id: tenant.tenantId,
    organizationId,
    keyVersion: 1,
    byokCheck: null,
    settings: {},
  } as never;
  await expect(keychain.platform(database, record)).rejects.toThrow();
  await database.execute(
    sql`insert into tenant_keys values (${organizationId}, 1, ${Buffer.alloc(32, 1)}, ${clock.now()})`,
  );
  const guessed = await keychain.platform(database, record);
  expect(() => guessed.open(ids.interaction, sealed)).toThrow();
});

test("deleting a tenant needs its id, revokes its API keys, destroys its encryption key and leaves no data", async () => {
  const { tenant, ids } = await furnishedTenant(app);
  const address = (await tenant.call("GET", "/tenant")).body.email;
  const bystander = await furnishedTenant(app);
  for (const body of [{}, { confirm: bystander.ids.tenant }, { confirm: "" }]) {
    expect((await tenant.call("DELETE", "/tenant", body)).status).toBe(400);
  }
  const { organizationId, salt } = await database.one<{ organizationId: number; salt: Buffer }>(
    sql`select k.organization_id as "organizationId", k.salt from tenant_keys k join tenants t using (organization_id)
        where t.id = ${ids.tenant}`,
  );
  const erased = await tenant.call("DELETE", "/tenant", { confirm: ids.tenant });
  expect(erased).toMatchObject({
    status: 200,
    body: { success: true, tenant_id: ids.tenant, erased: { users: 1, conversations: 1, interactions: 1 } },
  });
  expect((await tenant.call("GET", "/tenant")).status).toBe(401);
  const stolen = await dump(database);
  const left = [salt.toString("latin1"), address, ...Object.values(ids)].filter((text) =>
    stolen.includes(text),
  );
  expect(left).toEqual([]);
  expect(await database.maybe(sql`select 1 from organizations where id = ${organizationId}`)).toBeUndefined();
  expect((await listed(bystander.tenant, bystander.ids.user)).exchanges).toHaveLength(1);
  const again = await callMemory(app, undefined, "POST", "/tenants", { name: "Again", email: address });
  expect(again.status).toBe(201);
});

test("a deletion interrupted by a crash leaves nothing readable, and the next sweep finishes it", async () => {
  const { tenant, ids } = await furnishedTenant(app);
  await tenant.call("GET", "/tenant");
  const { id } = await database.one<{ id: number }>(
    sql`select organization_id as id from tenants where id = ${ids.tenant}`,
  );
  await database.transaction((tx) => shredTenant(tx, id));
  services.keyCache.forget(id);
  expect((await tenant.call("GET", "/users")).status).toBe(401);
  expect(await database.query(sql`select 1 from tenant_keys where organization_id = ${id}`)).toEqual([]);
  await enforceRetention(services);
  const stolen = await dump(database);
  expect(Object.values(ids).filter((text) => stolen.includes(text))).toEqual([]);
});

test("deleting an organization's memory keeps its libraries and their keys", async () => {
  const organizationId = await newOrganization(services, ["barcelona"]);
  const { apiKey } = await operate(services, createKey, {
    organizationId,
    name: "Both",
    libraries: { barcelona: "write" },
    scopes: ["users:write", "tenant:admin", "tenant:read"],
  });
  await callMemory(app, apiKey, "POST", "/users", { display_name: "Grace" });
  const { tenant_id } = (await callMemory(app, apiKey, "GET", "/tenant")).body;
  expect((await callMemory(app, apiKey, "DELETE", "/tenant", { confirm: tenant_id })).status).toBe(200);
  const me = await send(app, apiKey, "GET", "/me");
  expect([me.status, me.data.libraries]).toEqual([200, ["barcelona"]]);
  expect((await callMemory(app, apiKey, "GET", "/tenant")).status).toBe(403);
  expect(await dump(database)).not.toContain(tenant_id);
});

test("users and exchanges created while a tenant is deleted leave nothing behind", async () => {
  const { tenant, ids } = await furnishedTenant(app);
  const calls = Array.from({ length: 20 }, (_, i) =>
    i === 7
      ? tenant.call("DELETE", "/tenant", { confirm: ids.tenant })
      : i % 2
        ? tenant.call("POST", "/users", { external_ref: `ref-${i}` })
        : tenant.ingest(ids.user, ids.conversation, `Message ${i}`),
  );
  const answers = await Promise.all(calls);
  expect(answers[7]?.status).toBe(200);
  expect(
    answers.filter(({ status }) => ![200, 201, 401, 404].includes(status)).map(({ text }) => text),
  ).toEqual([]);
  const made = answers.flatMap(({ body }) => [body.user_id, body.interaction_id]).filter(Boolean);
  expect(await tablesHolding([...made, ids.tenant, ids.user])).toEqual([]);
});
