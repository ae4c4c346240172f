import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { testApp } from "../../../test/support/app.ts";
import {
  deviceAuthorization,
  deviceGrantType as grantType,
  newConnection,
  registeredDevice,
  tokenCall,
} from "../../../test/support/connected-app.ts";
import { newTeam } from "../../../test/support/team.ts";

const { app, services, database, clock } = await testApp();
const { publicUrl } = services.config;
/** A device that shows its code, and a person who may allow it. */
async function waiting(more: Record<string, string> = {}) {
  const team = await newTeam(app, services);
  const { clientId } = await registeredDevice(app);
  const { status, body } = await deviceAuthorization(app, { clientId }, more);
  if (status !== 200) throw new Error(JSON.stringify(body));
  const userCode = body.user_code ?? "";
  const poll = () =>
    tokenCall(app, { grant_type: grantType, device_code: body.device_code ?? "", client_id: clientId });
  const decide = async (browser = team.editor, reach: object = { allLibraries: "read" }) => {
    const { organizationId } = team;
    const connectionId = await newConnection(browser, clientId, [{ organizationId, ...reach }]);
    return browser.call("decideOnDevice", { userCode, connectionId });
  };
  return { team, clientId, body, userCode, poll, decide };
}

test("an app without a browser connects when a person types its code", async () => {
  const { team, body, userCode, poll, decide } = await waiting({
    scope: "images:read images:write offline_access",
  });
  expect(body).toMatchObject({
    verification_uri: `${publicUrl}/device`,
    verification_uri_complete: `${publicUrl}/device?code=${userCode}`,
    expires_in: 600,
    interval: 5,
  });
  expect(userCode).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/);
  expect((await poll()).body.error).toBe("authorization_pending");
  const typed = userCode.replace("-", " ").toLowerCase();
  const { data } = await team.editor.call("getDeviceRequest", { userCode: typed });
  expect(data).toMatchObject({
    name: "Television",
    scopes: ["images:read", "images:write", "offline_access"],
  });
  expect((await decide()).status).toBe(200);
  clock.advance(5_000);
  const { status, body: tokens } = await poll();
  expect(status).toBe(200);
  expect(tokens).toMatchObject({ token_type: "Bearer", scope: "images:read offline_access" });
  const live = await services.keyCache.find(String(tokens.access_token));
  expect(live?.grants.get("pictures")?.level).toBe("read");
  const { organizationId } = team;
  const [connection] = (await team.editor.call("listConnectedApps", { organizationId })).data;
  expect(connection).toMatchObject({ name: "Television", allLibraries: "read" });
});

test("a code works once", async () => {
  const { poll, decide } = await waiting();
  await decide();
  expect((await poll()).status).toBe(200);
  clock.advance(5_000);
  expect((await poll()).body.error).toBe("invalid_grant");
});

test("a device that asks too often has to wait longer each time", async () => {
  const { poll } = await waiting();
  expect((await poll()).body.error).toBe("authorization_pending");
  expect((await poll()).body.error).toBe("slow_down");
  clock.advance(6_000);
  expect((await poll()).body.error).toBe("slow_down");
  clock.advance(15_000);
  expect((await poll()).body.error).toBe("authorization_pending");
});

test("a person who refuses and a code that has expired are told to the device", async () => {
  const refused = await waiting();
  await refused.team.editor.call("decideOnDevice", { userCode: refused.userCode, connectionId: null });
  expect((await refused.poll()).body.error).toBe("access_denied");
  const late = await waiting();
  clock.advance(600_000);
  expect((await late.poll()).body.error).toBe("expired_token");
  expect((await late.decide()).error).toMatchObject({ code: "BAD_USER_INPUT" });
});

test("nobody allows a device with somebody else's connection, or guesses codes", async () => {
  const { team, clientId, userCode, poll } = await waiting();
  const { organizationId } = team;
  const connectionId = await newConnection(team.viewer, clientId, [{ organizationId, allLibraries: "read" }]);
  expect((await team.editor.call("decideOnDevice", { userCode, connectionId })).status).toBe(404);
  expect((await poll()).body.error).toBe("authorization_pending");
  for (let tries = 1; tries < 20; tries++) {
    expect((await team.editor.call("getDeviceRequest", { userCode: "BBBB-BBBB" })).status).toBe(400);
  }
  expect((await team.editor.call("getDeviceRequest", { userCode })).status).toBe(429);
});

test("an app that did not register for it, and a resource of another server, get no code", async () => {
  const other = await registeredDevice(app, [grantType]);
  const { status, body } = await deviceAuthorization(app, other, { resource: "https://other.example/mcp" });
  expect([status, body.error]).toEqual([400, "invalid_target"]);
  expect((await deviceAuthorization(app, { clientId: "nobody" })).status).toBeGreaterThanOrEqual(400);
  expect((await deviceAuthorization(app, other, { scope: "tenant:admin" })).body.error).toBe("invalid_scope");
});

test("another app can't use a device's code", async () => {
  const { body, decide } = await waiting();
  await decide();
  const thief = await registeredDevice(app);
  const fields = { grant_type: grantType, device_code: body.device_code ?? "", client_id: thief.clientId };
  expect((await tokenCall(app, fields)).body.error).toBe("invalid_grant");
});

test("no code is readable in the database", async () => {
  const { body, userCode } = await waiting();
  const { rows } = await database.one<{ rows: string }>(
    sql`select string_agg(d::text, '') as rows from oauth_device_codes d`,
  );
  for (const code of [body.device_code ?? "", userCode, userCode.replace("-", "")]) {
    expect(rows).not.toContain(code);
  }
});
