import pino from "pino";
import sql, { raw } from "sql-template-tag";
import { afterAll, expect, test } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import { newBrowser, signedIn, signInMailTo } from "../../../../test/support/browser.ts";
import {
  connected,
  newConnection,
  registeredApp,
  requestOf,
} from "../../../../test/support/connected-app.ts";
import { oidcProvider, throughProvider } from "../../../../test/support/oidc-provider.ts";
import { openServerProxy } from "../../../../test/support/processes/server-proxy.ts";
import { newTeam } from "../../../../test/support/team.ts";
import { openApp } from "../../../main/app.ts";
import { openServices } from "../../../main/services.ts";
import { openDatabase } from "../../../platform/database/database.ts";

const provider = await oidcProvider("http://localhost:3000");
const {
  services,
  connection,
  clock,
  database: direct,
} = await testApp({ config: { oidc: provider.settings } });
const proxy = await openServerProxy(connection);
const database = openDatabase(proxy.connection, { connectTimeoutMs: 500 });
const remote = await openServices(services.config, database, pino({ level: "silent" }), clock);
const app = await openApp(remote);
afterAll(async () => {
  proxy.thaw();
  await app.close();
  await remote.close();
  await database.close();
  await proxy.close();
  await provider.stop();
});

/** What the database answers writes to a table with while it shuts down. */
async function shutDownFor(
  table: string,
  call: () => Promise<{ status: number }>,
): Promise<{ status: number }> {
  await direct.execute(sql`create or replace function shuts_down() returns trigger language plpgsql as
    'begin raise exception using errcode = ''57P01'', message = ''shutting down''; end'`);
  await direct.execute(
    sql`create trigger shuts_down before insert or update or delete on ${raw(table)} execute function shuts_down()`,
  );
  try {
    return await call();
  } finally {
    await direct.execute(sql`drop trigger shuts_down on ${raw(table)}`);
  }
}

test("while the database is away, a connected app is told to try again, and its token stays good", async () => {
  const team = await newTeam(app, remote);
  const { organizationId } = team;
  const connection = await connected(app, team.editor, await registeredApp(app), { organizationId });
  const headers = { authorization: `Bearer ${connection.access_token}`, "api-version": "2026-07-08" };
  const whoami = () => app.inject({ url: "/me", headers });
  proxy.cut();
  const { statusCode, headers: answered, payload } = await whoami();
  expect([statusCode, JSON.parse(payload).error.code]).toEqual([503, "SERVICE_UNAVAILABLE"]);
  expect(answered["www-authenticate"]).toBeUndefined();
  proxy.thaw();
  await expect.poll(async () => (await whoami()).statusCode, { timeout: 10_000 }).toBe(200);
});

test("while the database is away, people who are signed in are told to try again, and stay signed in", async () => {
  const person = await signedIn(app, remote, "ada@example.com");
  proxy.cut();
  expect(await person.call("getAccount")).toMatchObject({ status: 503 });
  proxy.thaw();
  await expect.poll(async () => (await person.call("getAccount")).status, { timeout: 10_000 }).toBe(200);
});

test("a sign-in by email and a consent that the database stops are told to try again", async () => {
  const email = "grace@example.com";
  const person = newBrowser(app, remote);
  await person.post("/api/auth/sign-in", { email });
  const { code } = await signInMailTo(remote, email);
  const signIn = () => person.post("/api/auth/sign-in/code", { code });
  expect(await shutDownFor("sessions", signIn)).toMatchObject({ status: 503 });

  const owner = await signedIn(app, remote, email);
  await owner.call("createMyOrganization", { name: "Own", slug: "own" });
  const { clientId } = await registeredApp(app);
  const { headers } = await owner.request("GET", requestOf({ clientId }).url);
  const request = new URL(String(headers.location), "http://localhost").searchParams.get("request");
  const reach = { organizationId: "own", allLibraries: "read" as const };
  const connectionId = await newConnection(owner, clientId, [reach]);
  const allow = () => owner.post("/api/auth/consent", { accept: true, request, connectionId });
  expect(await shutDownFor("oauth_consents", allow)).toMatchObject({ status: 503 });
});

test("an outage of the database is not blamed on the provider of single sign-on", async () => {
  provider.person = { sub: "ada", email: "ada@example.com", email_verified: true };
  const browser = newBrowser(app, remote);
  const start = () => browser.post("/api/auth/sign-in/oidc", {});
  const answer = await throughProvider(provider.issuer, (await start()).data.url);
  proxy.cut();
  const { status, error } = await start();
  expect([status, error.message]).toEqual([
    503,
    expect.stringContaining("The server is temporarily unavailable"),
  ]);
  const { headers } = await browser.request("GET", answer.pathname + answer.search);
  expect(headers.location).toBe("/sign-in?problem=unavailable");
  proxy.thaw();
});
