import pino from "pino";
import { afterAll, expect, test } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import { signedIn } from "../../../../test/support/browser.ts";
import { connected, registeredApp } from "../../../../test/support/connected-app.ts";
import { openServerProxy } from "../../../../test/support/processes/server-proxy.ts";
import { newTeam } from "../../../../test/support/team.ts";
import { openApp } from "../../../main/app.ts";
import { openServices } from "../../../main/services.ts";
import { openDatabase } from "../../../platform/database/database.ts";

const { services, connection, clock } = await testApp();
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
});

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
