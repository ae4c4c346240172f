import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import { jobsDone } from "../../../../test/support/jobs.ts";
import { operate } from "../../../../test/support/operator.ts";
import { newTenant, type TestTenant } from "../../../../test/support/tenant.ts";
import { QueryInput, query } from "../recall/operations.ts";
import { tenantOf } from "../tenants/store.ts";
import { rotateTenantKey } from "./operations/rotate-tenant-key.ts";

const { app, services, database } = await testApp({ workers: true });

async function organizationOf({ tenantId }: TestTenant) {
  return database.one<{ id: number; slug: string }>(
    sql`select o.id, o.slug from organizations o join tenants t on t.organization_id = o.id where t.id = ${tenantId}`,
  );
}
async function rotate(tenant: TestTenant) {
  const { slug, id } = await organizationOf(tenant);
  await operate(services, rotateTenantKey, { organizationId: slug });
  await jobsDone(database, "rotate_user");
  return id;
}
const versions = async (organizationId: number) =>
  (
    await database.query<{ version: number }>(
      sql`select version from tenant_keys where organization_id = ${organizationId} order by 1`,
    )
  ).map(({ version }) => version);
const memoriesOf = async (tenant: TestTenant, userId: string, query: string) =>
  (await tenant.call("POST", "/memory/query", { user_id: userId, query, limit: 100 })).body.memories;

test("a rotation keeps everything readable and searchable, and destroys the old key", async () => {
  const tenant = await newTenant(app);
  const { userId, conversationId } = await tenant.newUser();
  await tenant.call("PATCH", `/users/${userId}`, { external_ref: "ada", display_name: "Ada" });
  await tenant.call("PATCH", `/conversations/${conversationId}`, { title: "Music" });
  for (let i = 0; i < 12; i++) await tenant.ingest(userId, conversationId, `The violin number ${i} sings`);
  await tenant.call("POST", "/memory/flush", { user_id: userId });
  await tenant.ingest(userId, conversationId, "I live in Lisbon and own a violin.");
  const look = async () => ({
    user: (await tenant.call("GET", "/users?external_ref=ada")).body.users.map(
      ({ updated_at: _, ...user }: { updated_at: string }) => user,
    ),
    conversation: (await tenant.call("GET", `/conversations/${conversationId}`)).body.title,
    memories: await memoriesOf(tenant, userId, "violin"),
    facts: (await tenant.call("GET", `/memory/facts?user_id=${userId}`)).body.facts,
  });
  const before = await look();
  expect(before.memories).toHaveLength(13);
  expect(before.facts.length).toBeGreaterThan(0);
  const sealedBefore = await database.query(
    sql`select sealed, terms from interactions where user_id = ${userId}`,
  );
  const organizationId = await rotate(tenant);
  expect(await look()).toEqual(before);
  expect(
    await database.query(sql`select sealed, terms from interactions where user_id = ${userId}`),
  ).not.toEqual(sealedBefore);
  expect(await versions(organizationId)).toEqual([2]);
});

test("exchanges that arrive during a rotation are stored exactly once", async () => {
  const tenant = await newTenant(app, { batch_size: 5 });
  const { userId, conversationId } = await tenant.newUser();
  const said: Promise<{ status: number }>[] = [];
  for (let i = 0; i < 40; i++) said.push(tenant.ingest(userId, conversationId, `The harbour ${i}`));
  const rotating = rotate(tenant);
  for (let i = 40; i < 80; i++) said.push(tenant.ingest(userId, conversationId, `The harbour ${i}`));
  const answers = await Promise.all(said);
  expect(answers.map(({ status }) => status)).toEqual(Array(80).fill(201));
  await rotating;
  const found = await memoriesOf(tenant, userId, "harbour");
  expect(new Set(found.map((m: { user_message: string }) => m.user_message)).size).toBe(80);
});

test("a query finds the same when a rotation moves its user between reads", async () => {
  const tenant = await newTenant(app);
  const { userId, conversationId } = await tenant.newUser();
  await tenant.ingest(userId, conversationId, "The lighthouse is red.");
  await tenant.call("POST", "/memory/flush", { user_id: userId });
  const { id } = await organizationOf(tenant);
  let reads = 0;
  const keychain: typeof services.keychain = {
    ...services.keychain,
    async memory(...of) {
      if (++reads === 1) await rotate(tenant);
      return services.keychain.memory(...of);
    },
  };
  const answer = await query(
    { ...services, keychain },
    await tenantOf(database, id, new Date()),
    QueryInput.parse({ user_id: userId, query: "lighthouse" }),
  );
  expect(reads).toBe(2);
  expect(answer.memories).toMatchObject([{ user_message: "The lighthouse is red." }]);
});

test("a forgotten fact stays forgotten after a rotation", async () => {
  const tenant = await newTenant(app);
  const { userId, conversationId } = await tenant.newUser();
  const timestamp = "2026-01-01T10:00:00Z";
  await tenant.ingest(userId, conversationId, "I live in Lisbon.", { timestamp });
  const facts = async () => (await tenant.call("GET", `/memory/facts?user_id=${userId}`)).body.facts;
  for (const { fact_id } of await facts()) await tenant.call("DELETE", `/memory/facts/${fact_id}`);
  await rotate(tenant);
  await tenant.ingest(userId, conversationId, "I live in Lisbon.", { timestamp });
  expect(await facts()).toEqual([]);
});

test("a tenant with its own key cannot be rotated by the server", async () => {
  const tenant = await newTenant(app, { encryption_mode: "byok" });
  const { slug } = await organizationOf(tenant);
  await expect(operate(services, rotateTenantKey, { organizationId: slug })).rejects.toThrow(
    "uses its own encryption key",
  );
});
