import { randomBytes } from "node:crypto";
import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import { mailsTo, signedIn } from "../../../../test/support/browser.ts";
import { jobsDone } from "../../../../test/support/jobs.ts";
import { callMemory, newTenant } from "../../../../test/support/tenant.ts";
import { dayMs } from "../../../platform/clock.ts";
import { remindUnclaimed, removeExpired } from "../../identity/claims/clean-up.ts";

const { app, services, database, clock } = await testApp({
  config: { unclaimedStorageBytesMax: 20_000, allowHttp: true },
  workers: true,
});
const register = (email: string, settings: object = {}) =>
  callMemory(app, undefined, "POST", "/tenants", { name: "Acme", email, settings });
const claimLinkIn = (mail: string | undefined) => /\/claim\/([\w-]{43})/.exec(mail ?? "")?.[1] as string;

test("the address of a new tenant gets its claim link, two reminders, and after the last day nothing is left", async () => {
  const email = "ops@example.com";
  const { body } = await register(email);
  expect(Date.parse(body.expires_at) - clock.now().getTime()).toBeCloseTo(30 * dayMs, -5);
  const user = await callMemory(app, body.api_key, "POST", "/users", {});
  expect(user.status).toBe(201);
  clock.advance(24 * dayMs);
  await remindUnclaimed(services);
  await jobsDone(database, "send_reminder");
  clock.advance(6 * dayMs);
  expect((await callMemory(app, body.api_key, "GET", "/tenant")).status).toBe(401);
  await removeExpired(services);
  const left = await database.query(sql`select 1 from tenants where id = ${body.tenant_id}
    union all select 1 from memory_users where id = ${user.body.user_id}`);
  expect(left).toEqual([]);
  const [first, reminder] = await mailsTo(services, email);
  expect(first).toContain("Subject: Your agent memory is ready to claim");
  expect(claimLinkIn(first)).toBe(body.claim_url.split("/").at(-1));
  expect(reminder).toContain("Subject: Your agent memory will be deleted in");
});

test("a claimed tenant stays, without the quotas", async () => {
  const { body } = await register("kept@example.com", { max_users: 5000 });
  const owner = await signedIn(app, services, "kept@example.com");
  const token = body.claim_url.split("/").at(-1);
  expect((await owner.call("claimOrganization", { token })).status).toBe(200);
  clock.advance(40 * dayMs);
  await removeExpired(services);
  const { status, body: tenant } = await callMemory(app, body.api_key, "GET", "/tenant");
  expect([status, tenant.settings.max_users]).toEqual([200, 5000]);
});

test("an unclaimed tenant stores no more than its quota, and can go on once it is claimed", async () => {
  const tenant = await newTenant(app);
  const { userId, conversationId } = await tenant.newUser();
  const say = () =>
    tenant.ingest(userId, conversationId, `I keep ${randomBytes(3000).toString("hex")} in the shed`);
  const statuses = [];
  for (let i = 0; i < 5; i++) statuses.push((await say()).status);
  expect(statuses).toEqual([201, 201, 201, 403, 403]);
  expect((await say()).body.message).toContain("Claim it");
  await database.execute(sql`update organizations set expires_at = null
    where id = (select organization_id from tenants where id = ${tenant.tenantId})`);
  expect((await say()).status).toBe(201);
});

test("an unclaimed tenant has at most 1,000 users, whatever its settings", async () => {
  const tenant = await newTenant(app, { max_users: 1_000_000 });
  await database.execute(sql`insert into memory_users (id, organization_id, key_version, sealed, created_at, updated_at)
    select 'usr_' || n, organization_id, 1, '', now(), now() from tenants, generate_series(1, 1000) n
    where tenants.id = ${tenant.tenantId}`);
  expect(await tenant.call("POST", "/users", {})).toMatchObject({
    status: 403,
    body: { message: expect.stringContaining("1000 users") },
  });
  const change = await tenant.call("PATCH", "/tenant", { settings: { max_users: 1_000_001 } });
  expect(change.status).toBe(400);
});

test("whoever registers another person's address keeps nothing from them: the mail's link makes them the owner", async () => {
  const email = "victim@example.com";
  const squatted = await register(email);
  expect(await register("Victim@example.com")).toMatchObject({ status: 409 });
  const mail = (await mailsTo(services, "Victim@example.com")).at(-1);
  expect(mail).toContain("Someone tried to register your email address");
  const victim = await signedIn(app, services, email);
  expect((await victim.call("claimOrganization", { token: claimLinkIn(mail) })).status).toBe(200);
  const [{ id: organizationId }] = (await victim.call("getAccount")).data.organizations;
  const [key] = (await victim.call("listKeys", { organizationId })).data;
  expect((await victim.call("deleteKey", { organizationId, keyId: key.id })).status).toBe(200);
  expect((await callMemory(app, squatted.body.api_key, "GET", "/tenant")).status).toBe(401);
});

test("a network is told of at most ten taken addresses an hour, and a person is mailed of three a day", async () => {
  const email = "asked@example.com";
  await register(email);
  const statuses = [];
  for (let i = 0; i < 12; i++) {
    const { statusCode } = await app.inject({
      method: "POST",
      url: "/api/v1/tenants",
      remoteAddress: "203.0.113.77",
      payload: { name: "x", email },
    });
    statuses.push(statusCode);
  }
  expect(statuses).toEqual([...Array(10).fill(409), 429, 429]);
  const told = (await mailsTo(services, email)).filter((mail) => mail.includes("Someone tried"));
  expect(told).toHaveLength(3);
});
