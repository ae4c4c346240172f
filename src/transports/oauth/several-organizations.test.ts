import { expect, test, vi } from "vitest";
import { testApp } from "../../../test/support/app.ts";
import { connected, registeredApp, tokenCall } from "../../../test/support/connected-app.ts";
import { secondNode } from "../../../test/support/processes/second-node.ts";
import { newTeam } from "../../../test/support/team.ts";
import { postMcp, toolCall } from "../../../test/support/transports/mcp.ts";

const tested = await testApp();
const { app, services } = tested;

/** An app that one person connected to two organizations in one consent. */
async function connection() {
  const [first, second] = [await newTeam(app, services), await newTeam(app, services)];
  const person = first.editor;
  const invitation = { organizationId: second.organizationId, email: first.emails.editor, role: "viewer" };
  await second.owner.call("inviteMember", invitation);
  const { id: invitationId } = (await person.call("getAccount", {})).data.invitations[0];
  await person.call("acceptInvitation", { invitationId });
  const { clientId } = await registeredApp(app);
  const ids = [first.organizationId, second.organizationId];
  const reach = { organizationId: ids[0] as string, allLibraries: "write" as const };
  const also = [{ organizationId: ids[1] as string, allLibraries: "read" as const }];
  const tokens = await connected(app, person, { clientId }, reach, {}, also);
  const headers = { authorization: `Bearer ${tokens.access_token}`, "api-version": "2026-05-20" };
  const libraries = async (organizationId: string, at = app) =>
    (await at.inject({ url: `/organizations/${organizationId}/libraries`, headers })).statusCode;
  return { first, second, person, clientId, tokens, headers, libraries };
}

test("one consent covers several organizations, each at its own level", async () => {
  const { first, second, headers, libraries } = await connection();
  expect(await libraries(first.organizationId)).toBe(200);
  expect(await libraries(second.organizationId)).toBe(200);
  const write = async (organizationId: string) => {
    const url = `/organizations/${organizationId}/libraries/pictures/assets/tag`;
    const payload = { assetIds: ["AAAAAAAAAA1"], tags: ["a"] };
    return (await app.inject({ method: "POST", url, headers, payload })).statusCode;
  };
  expect(await write(first.organizationId)).not.toBe(403);
  expect(await write(second.organizationId)).not.toBe(200);
  const { body } = await postMcp(app, toolCall("whoami"), { headers });
  expect(body.result.structuredContent).toEqual({
    organizations: [first, second].map(({ organizationId }, at) => ({
      organizationId,
      organizationName: "Team",
      plan: "free",
      libraries: [{ library: "pictures", access: at === 0 ? "write" : "read" }],
    })),
  });
  const whoami = async (version: string) =>
    (await app.inject({ url: "/me", headers: { ...headers, "api-version": version } })).json().data;
  expect(await whoami("2026-07-08")).toEqual(body.result.structuredContent);
  expect(await whoami("2026-05-20")).toMatchObject({
    organizationId: first.organizationId,
    elsewhere: [{ organizationId: second.organizationId, libraries: ["pictures"] }],
  });
});

test("a person who joins an organization again has their apps there at once, on every node", async () => {
  const { first, second, person, libraries } = await connection();
  const other = await secondNode(tested);
  const nodes = [app, other.app];
  const both = () => Promise.all(nodes.map((node) => libraries(second.organizationId, node)));
  const { organizationId } = second;
  expect(await both()).toEqual([200, 200]);
  const accountId = (await person.call("getAccount")).data.id;
  await second.owner.call("removeMember", { organizationId, accountId });
  await vi.waitFor(async () => expect(await both()).toEqual([401, 401]), 10_000);
  // Each node remembers what the app still reaches.
  await Promise.all(nodes.map((node) => libraries(first.organizationId, node)));
  const invitation = { organizationId, email: first.emails.editor, role: "viewer" };
  const { data } = await second.owner.call("inviteMember", invitation);
  await person.call("acceptInvitation", { invitationId: data.id });
  await vi.waitFor(async () => expect(await both()).toEqual([200, 200]), 10_000);
});

test("an organization that the person did not choose stays out of reach", async () => {
  const { libraries } = await connection();
  const stranger = await newTeam(app, services);
  expect(await libraries(stranger.organizationId)).toBe(401);
});

test("an owner ends it in their organization alone; ended in the last one, its tokens end", async () => {
  const { first, second, libraries, tokens, clientId } = await connection();
  const end = async ({ owner, organizationId }: typeof first) => {
    const [{ id }] = (await owner.call("listConnectedApps", { organizationId })).data;
    return owner.call("disconnectApp", { organizationId, connectionId: id });
  };
  await end(first);
  expect(await libraries(first.organizationId)).toBe(401);
  expect(await libraries(second.organizationId)).toBe(200);
  await end(second);
  expect(await libraries(second.organizationId)).toBe(401);
  const refreshed = await tokenCall(app, {
    grant_type: "refresh_token",
    refresh_token: tokens.refresh_token,
    client_id: clientId,
  });
  expect(refreshed.body).toMatchObject({ error: "invalid_grant" });
});

test("on every node, a person who is removed and a token that is revoked lose their access at once", async () => {
  const { first, second, libraries, tokens, clientId } = await connection();
  const other = await secondNode(tested);
  for (const at of [app, other.app]) {
    expect(await libraries(first.organizationId, at)).toBe(200);
    expect(await libraries(second.organizationId, at)).toBe(200);
  }
  await first.owner.call("removeMember", {
    organizationId: first.organizationId,
    accountId: first.accountIds.editor,
  });
  await vi.waitFor(async () => expect(await libraries(first.organizationId, other.app)).toBe(401), 10_000);
  expect(await libraries(second.organizationId, other.app)).toBe(200);
  const payload = new URLSearchParams({ token: tokens.access_token, client_id: clientId }).toString();
  await app.inject({
    method: "POST",
    url: "/api/auth/oauth2/revoke",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    payload,
  });
  expect(await libraries(second.organizationId)).toBe(401);
  await vi.waitFor(async () => expect(await libraries(second.organizationId, other.app)).toBe(401), 10_000);
});
