import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import { newTenant } from "../../../../test/support/tenant.ts";

const { app, database } = await testApp();

/** A tenant that the process remembers, since it has just stored an exchange. */
async function remembered() {
  const tenant = await newTenant(app);
  const { userId, conversationId } = await tenant.newUser();
  const ingest = (text: string) => tenant.ingest(userId, conversationId, text);
  expect((await ingest("One")).status).toBe(201);
  return { ...tenant, ingest, total: () => total(userId) };
}

const total = (userId: string) =>
  database.one(sql`select count(*) as exchanges from interactions where user_id = ${userId}`);

// Another process could make each of these changes, and does not tell this one.

test("a tenant that was suspended a moment ago stores nothing", async () => {
  const { tenantId, ingest, total } = await remembered();
  const to = (status: string) =>
    database.execute(sql`update tenants set status = ${status} where id = ${tenantId}`);
  await to("suspended");
  expect((await ingest("Two")).status).toBe(403);
  await to("active");
  expect(await total()).toEqual({ exchanges: 1 });
  expect((await ingest("Three")).status).toBe(201);
});

test("a tenant that was given its own key a moment ago stores nothing under the server's", async () => {
  const { tenantId, ingest, total } = await remembered();
  await database.execute(
    sql`update tenants set settings = settings || '{"encryption_mode":"byok"}' where id = ${tenantId}`,
  );
  expect((await ingest("Two")).body.message).toContain("X-Encryption-Key");
  expect(await total()).toEqual({ exchanges: 1 });
});

test("a webhook that was added a moment ago is told of the next exchange", async () => {
  const { tenantId, ingest } = await remembered();
  await database.execute(
    sql`insert into webhook_endpoints (id, organization_id, main, url, events, sealed_secret, secret_hint, created_at, updated_at)
        select 'whk_' || organization_id, organization_id, true, 'https://example.com/', '{memory.ingested}', '', '', now(), now()
        from tenants where id = ${tenantId}`,
  );
  expect((await ingest("Two")).status).toBe(201);
  const told = sql`select 1 from webhook_deliveries d join tenants t using (organization_id)
                   where t.id = ${tenantId} and event = 'memory.ingested'`;
  expect(await database.query(told)).toHaveLength(1);
});
