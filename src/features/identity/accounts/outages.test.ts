import pino from "pino";
import { afterAll, expect, test } from "vitest";
import { testApp } from "../../../../test/support/app.ts";
import { signedIn } from "../../../../test/support/browser.ts";
import { openServerProxy } from "../../../../test/support/processes/server-proxy.ts";
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

test("while the database is away, people who are signed in are told to try again, and stay signed in", async () => {
  const person = await signedIn(app, remote, "ada@example.com");
  proxy.cut();
  expect(await person.call("getAccount")).toMatchObject({ status: 503 });
  proxy.thaw();
  await expect.poll(async () => (await person.call("getAccount")).status, { timeout: 10_000 }).toBe(200);
});
