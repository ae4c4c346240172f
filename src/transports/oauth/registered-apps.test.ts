import { expect, test } from "vitest";
import { testApp } from "../../../test/support/app.ts";
import { connected, redirectUri, registeredApp, requestOf } from "../../../test/support/connected-app.ts";
import { operate } from "../../../test/support/operator.ts";
import { newTeam } from "../../../test/support/team.ts";
import {
  listRegisteredApps,
  registerApp,
  removeRegisteredApp,
} from "../../features/identity/apps/registered/operations.ts";
import { sweepApps } from "../../features/identity/apps/sweep.ts";
import { dayMs } from "../../platform/clock.ts";

const { app, services, clock } = await testApp();
const team = await newTeam(app, services);
const { organizationId } = team;
const chatGpt = "https://chatgpt.example/connector/oauth/callback";
const register = (name: string) =>
  operate(services, registerApp, { name, uri: "https://acme.example", redirectUris: [redirectUri, chatGpt] });

test("an app that the operator registered connects with its client id, and ends when it is removed", async () => {
  const { clientId } = await register("Acme connector");
  const tokens = await connected(app, team.editor, { clientId }, { organizationId, allLibraries: "read" });
  const me = async () => {
    const headers = { authorization: `Bearer ${tokens.access_token}`, "api-version": "2026-07-08" };
    return (await app.inject({ url: "/me", headers })).statusCode;
  };
  expect(await me()).toBe(200);
  const { data } = await team.editor.call("listConnectedApps", { organizationId });
  expect(data).toMatchObject([{ name: "Acme connector", host: "acme.example" }]);
  const listed = await operate(services, listRegisteredApps, {});
  expect(listed).toMatchObject([
    { clientId, name: "Acme connector", redirectUris: [redirectUri, chatGpt], connections: 1 },
  ]);
  await operate(services, removeRegisteredApp, { clientId });
  await expect.poll(me, { timeout: 10_000 }).toBe(401);
  expect(await operate(services, listRegisteredApps, {})).toEqual([]);
  await expect(operate(services, removeRegisteredApp, { clientId })).rejects.toMatchObject({
    code: "RESOURCE_NOT_FOUND",
  });
});

test("it is sent back to its own addresses only, and stays while nobody is connected", async () => {
  const { clientId } = await register("Kept");
  clock.advance(3 * dayMs);
  await sweepApps(services);
  const asks = async (redirect: string) =>
    String(
      (await team.editor.request("GET", requestOf({ clientId }, { redirect_uri: redirect }).url)).headers
        .location,
    );
  expect(await asks(chatGpt)).toContain("/authorize?request=");
  expect(await asks(`${chatGpt}/other`)).toContain("error=invalid_redirect");
});

test.each([
  "http://connector.example/callback",
  "https://*.example/callback",
  "https://connector.example/#a",
  "javascript:alert(1)",
  "callback",
])("the redirect address %s is refused with a sentence", async (address) => {
  const asked = operate(services, registerApp, { name: "Bad", redirectUris: [address] });
  await expect(asked).rejects.toMatchObject({
    code: "BAD_USER_INPUT",
    message: expect.stringContaining("must be an https:// address"),
  });
});

test("an app that registered itself cannot be removed as the operator's", async () => {
  const { clientId } = await register("Own");
  expect((await operate(services, listRegisteredApps, {})).map((one) => one.clientId)).toContain(clientId);
  const other = await registeredApp(app);
  await expect(operate(services, removeRegisteredApp, { clientId: other.clientId })).rejects.toMatchObject({
    code: "RESOURCE_NOT_FOUND",
  });
});
