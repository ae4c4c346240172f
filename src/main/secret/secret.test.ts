import { symmetricDecrypt, symmetricEncrypt } from "better-auth/crypto";
import type { FastifyInstance } from "fastify";
import pino from "pino";
import sql from "sql-template-tag";
import { expect, onTestFinished, test, vi } from "vitest";
import { newAgent, send } from "../../../test/support/agent.ts";
import { testApp } from "../../../test/support/app.ts";
import { signedIn } from "../../../test/support/browser.ts";
import { forgetAlmonds, rememberingTenant } from "../../../test/support/examples/remembering-tenant.ts";
import { picture } from "../../../test/support/files.ts";
import { callMemory, newTenant } from "../../../test/support/tenant.ts";
import { authSecret } from "../../features/identity/auth-secret.ts";
import { startWorkers } from "../../kernel/jobs/workers.ts";
import { dayMs } from "../../platform/clock.ts";
import { secretFrom } from "../../platform/secret.ts";
import { openApp } from "../app.ts";
import { jobs } from "../registry.ts";
import { openServices } from "../services.ts";
import { rotateSecret } from "./rotate.ts";

const first = "the first master secret of the tests, long enough";
const second = "the second master secret of the tests, long enough";
const third = "the third master secret of the tests, long enough";
const fourth = "the fourth master secret of the tests, long enough";
const { app, services, database, clock } = await testApp({ config: { secret: first } });

/** The server with another secret, on the same database. */
async function serverWith(secret: string) {
  const opened = await openServices(
    { ...services.config, secret },
    database,
    pino({ level: "silent" }),
    clock,
  );
  const app = await openApp(opened);
  onTestFinished(async () => {
    await app.close();
    await opened.close();
  });
  return { app, services: opened };
}

const rotate = (from: string, to: string, linkDays = 7) =>
  rotateSecret(database, { from: secretFrom(from), to: secretFrom(to), at: clock.now(), linkDays });

const agent = await newAgent(app);
const [asset] = (await agent.upload({ "a.png": await picture("teal", 60, 40) })).data.assets;
const assets = `${agent.library}/assets`;
const signed = async (server: FastifyInstance): Promise<string> =>
  (await send(server, agent.apiKey, "POST", `${assets}/${asset.id}/link`, { query: "w=30&rot=90" })).data.url;
const createOnce = (server: FastifyInstance) =>
  callMemory(server, tenant.apiKey, "POST", "/users", {}, { "idempotency-key": "create-once" });
async function statusOf(server: FastifyInstance, link: string): Promise<number> {
  const { pathname, search } = new URL(link);
  return (await server.inject({ url: pathname + search })).statusCode;
}

const { tenant, userId, conversationId } = await rememberingTenant(app);

const key = { "x-encryption-key": Buffer.alloc(32, 7).toString("base64") };
const own = await newTenant(app, { encryption_mode: "byok" });
const ownUser = (await own.call("POST", "/users", { display_name: "Grace" }, key)).body.user_id;
const ownTalk = (await own.call("POST", "/conversations", { user_id: ownUser }, key)).body.conversation_id;
const ownSaid = { user_id: ownUser, conversation_id: ownTalk, agent_response: "" };
await own.call("POST", "/memory/ingest", { ...ownSaid, user_message: "My cat is called Tom." }, key);

/** Scores change with the time that has passed. */
const unscored = ({ score, relevance, ...memory }: Record<string, unknown>) => memory;

/** What the server tells of both tenants. */
async function told(server: FastifyInstance) {
  const ask = async (path: string, body?: object) =>
    (await callMemory(server, tenant.apiKey, body ? "POST" : "GET", path, body)).body;
  const askOwn = async (path: string, body?: object) =>
    (await callMemory(server, own.apiKey, body ? "POST" : "GET", path, body, key)).body;
  return {
    users: (await ask("/users?external_ref=ada")).users,
    recalled: (await ask("/memory/query", { user_id: userId, query: "bicycle Rosinante" })).memories.map(
      unscored,
    ),
    facts: (await ask(`/memory/facts?user_id=${userId}`)).facts,
    webhook: await ask("/webhooks/secret"),
    ownUser: await askOwn(`/users/${ownUser}`),
    ownRecalled: (await askOwn("/memory/query", { user_id: ownUser, query: "cat Tom" })).memories.map(
      unscored,
    ),
  };
}

const leftBehind = () =>
  database.query(sql`
    select u.id from memory_users u join tenants t using (organization_id) where u.key_version < t.key_version`);
const sealedKeys = async () =>
  (await database.query(sql`select 1 from tenant_keys where sealed_key is not null`)).length;

test("with the new secret everything is there at once, jobs move memory to new keys, and what was forgotten stays so", async () => {
  await forgetAlmonds(tenant, userId);
  await database.execute(
    sql`insert into oauth_clients (id, client_id, client_secret, redirect_uris)
        values ('c', 'c', ${await symmetricEncrypt({ key: authSecret(services.secret), data: "of the app" })}, '[]')`,
  );
  const [before, link, created] = [await told(app), await signed(app), await createOnce(app)];
  expect([before.users.length, before.recalled.length, before.ownRecalled.length]).toEqual([1, 4, 1]);
  expect(before.facts.length).toBeGreaterThan(0);
  const ada = await signedIn(app, services, "ada@example.com");
  expect((await ada.call("getAccount")).status).toBe(200);

  expect(await rotate(first, second)).toMatchObject({ webhookSecrets: 1, answers: 1, appSecrets: 1 });
  await expect(serverWith(first)).rejects.toThrow("ROOKERY_SECRET");
  const server = await serverWith(second);
  expect(await told(server.app)).toEqual(before);
  expect((await createOnce(server.app)).text).toBe(created.text);
  const { sealed, id } = await database.one<{ sealed: Buffer; id: string }>(
    sql`select id, sealed_token as sealed from keys where token_sha256 = sha256(${Buffer.from(agent.apiKey)})`,
  );
  expect(server.services.secret.open(sealed, `api key ${id}`)).toBe(agent.apiKey);
  const client = await database.one<{ data: string }>(
    sql`select client_secret as data from oauth_clients where id = 'c'`,
  );
  expect(await symmetricDecrypt({ key: authSecret(server.services.secret), ...client })).toBe("of the app");

  // Links that the former secret signed work for a week. Everybody has to sign in again.
  expect(await statusOf(server.app, link)).toBe(200);
  expect(await signed(server.app)).not.toBe(link);
  expect(await statusOf(server.app, await signed(server.app))).toBe(200);
  const cookie = [...ada.cookies].map((pair) => pair.join("=")).join("; ");
  const headers = { cookie, origin: "http://localhost:3000", "sec-fetch-site": "same-origin" };
  const account = { method: "POST", url: "/api/app/getAccount", payload: {}, headers } as const;
  expect((await server.app.inject(account)).statusCode).toBe(401);

  expect(await leftBehind()).toHaveLength(2);
  const workers = await startWorkers(server.services, jobs);
  await vi.waitFor(async () => expect(await leftBehind()).toEqual([]), 20_000);
  await workers.stop();
  expect(await told(server.app)).toEqual(before);
  expect(await sealedKeys()).toBe(2); // of the forgotten fact, and of the tenant with a key of its own
  await callMemory(server.app, tenant.apiKey, "POST", "/memory/ingest", {
    user_id: userId,
    conversation_id: conversationId,
    user_message: "I like almonds.",
    agent_response: "",
    timestamp: "2020-01-01T00:00:00Z",
  });
  expect((await told(server.app)).facts).toEqual(before.facts);
  clock.advance(8 * dayMs);
  expect(await statusOf(server.app, link)).toBe(403);
});

test("links of two secrets ago work as long as the rotations promised", async () => {
  const links = [await signed((await serverWith(second)).app)];
  await rotate(second, third, 3);
  links.push(await signed((await serverWith(third)).app));
  await rotate(third, fourth, 7);
  const server = await serverWith(fourth);
  const statuses = () => Promise.all(links.map((link) => statusOf(server.app, link)));
  expect(await statuses()).toEqual([200, 200]);
  clock.advance(3 * dayMs + 1000);
  expect(await statuses()).toEqual([403, 200]);
  clock.advance(4 * dayMs);
  expect(await statuses()).toEqual([403, 403]);
});

test("a second rotation before the first has moved everything loses nothing, and can end all links at once", async () => {
  const server = await serverWith(fourth);
  const [before, link] = [await told(server.app), await signed(server.app)];
  await rotate(fourth, third);
  expect(await leftBehind()).toHaveLength(2);
  await rotate(third, first, 0);
  const back = await serverWith(first);
  expect(await told(back.app)).toEqual(before);
  expect(await statusOf(back.app, link)).toBe(403);
  const workers = await startWorkers(back.services, jobs);
  await vi.waitFor(async () => expect(await leftBehind()).toEqual([]), 20_000);
  await workers.stop();
  expect(await told(back.app)).toEqual(before);
});

test("a rotation from a secret that is not the database's is refused, and one that was done is not done again", async () => {
  const before = await database.query(sql`select * from tenant_keys order by 1, 2`);
  await expect(rotate(second, third)).rejects.toThrow("not the one of this database");
  expect(await rotate(second, first)).toBe("done before");
  await expect(
    rotateSecret(
      { ...database, instance: "rookery-other" },
      {
        from: secretFrom(first),
        to: secretFrom(second),
        at: clock.now(),
        linkDays: 7,
      },
    ),
  ).rejects.toThrow("Stop every process");
  expect(await database.query(sql`select * from tenant_keys order by 1, 2`)).toEqual(before);
});
