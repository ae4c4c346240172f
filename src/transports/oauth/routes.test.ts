import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { testApp } from "../../../test/support/app.ts";
import {
  allowed,
  connected,
  redirectUri,
  registeredApp,
  requestOf,
  tokenCall,
} from "../../../test/support/connected-app.ts";
import { newTeam } from "../../../test/support/team.ts";
import { postMcp, toolCall } from "../../../test/support/transports/mcp.ts";

const { app, services, database } = await testApp();
const { publicUrl } = services.config;
const bearer = (token: string) => ({ authorization: `Bearer ${token}`, "api-version": "2026-05-20" });
const me = async (token: string) => {
  const { statusCode, payload, headers } = await app.inject({
    method: "GET",
    url: "/me",
    headers: bearer(token),
  });
  return { status: statusCode, body: JSON.parse(payload), headers };
};
const refreshed = (clientId: string, refreshToken: string) =>
  tokenCall(app, { grant_type: "refresh_token", refresh_token: refreshToken, client_id: clientId });

async function connection(
  role: "owner" | "editor" | "viewer" = "editor",
  reach: object = { allLibraries: "read" },
) {
  const team = await newTeam(app, services);
  const { organizationId } = team;
  const testApp = await registeredApp(app);
  const tokens = await connected(app, team[role], testApp, { organizationId, ...reach });
  return { team, organizationId, tokens, clientId: testApp.clientId };
}

test("a connected app reaches what the person chose, over REST, GraphQL and MCP", async () => {
  const { tokens, organizationId } = await connection("editor", { libraries: { pictures: "read" } });
  expect(tokens).toMatchObject({ token_type: "Bearer", expires_in: 3600 });
  const token = tokens.access_token;
  expect((await me(token)).body).toMatchObject({ data: { organizationId, libraries: ["pictures"] } });
  const graphql = await app.inject({
    method: "POST",
    url: "/graphql",
    headers: bearer(token),
    payload: { query: "{ viewer { organizationId } }" },
  });
  expect(graphql.statusCode).toBe(200);
  const { body } = await postMcp(app, toolCall("whoami"), { headers: bearer(token) });
  expect(body.result.structuredContent).toMatchObject({ organizationId });
  const written = await app.inject({
    method: "POST",
    url: `/organizations/${organizationId}/libraries/pictures/tags`,
    headers: bearer(token),
    payload: { assetIds: ["AAAAAAAAAA1"], tags: ["a"] },
  });
  expect(written.statusCode).toBeGreaterThanOrEqual(400);
});

test("it follows the person's role at once: fewer rights when lowered, none when removed", async () => {
  const { team, organizationId, tokens } = await connection("editor", { allLibraries: "write" });
  const [token, { owner }] = [tokens.access_token, team];
  const levels = async () => (await services.keyCache.find(token))?.grants.get("pictures")?.level;
  expect(await levels()).toBe("write");
  const accountId = team.accountIds.editor;
  await owner.call("changeMemberRole", { organizationId, accountId, role: "viewer" });
  expect(await levels()).toBe("read");
  await owner.call("removeMember", { organizationId, accountId });
  expect(await me(token)).toMatchObject({ status: 401, body: { error: { code: "UNAUTHENTICATED" } } });
});

test("an app gets at most what the person may do", async () => {
  const team = await newTeam(app, services);
  const { organizationId } = team;
  const { clientId } = await registeredApp(app);
  const asked = (input: object) => team.viewer.call("connectApp", { organizationId, clientId, ...input });
  for (const input of [
    { allLibraries: "write" },
    { libraries: { pictures: "write" } },
    { scopes: ["memory:write"] },
  ]) {
    expect((await asked(input)).error).toMatchObject({ code: "FORBIDDEN" });
  }
  expect((await asked({ scopes: ["tenant:admin"] })).error).toMatchObject({ code: "BAD_USER_INPUT" });
  const stranger = await newTeam(app, services);
  expect((await stranger.owner.call("connectApp", { organizationId, clientId })).error.code).toBe(
    "ORGANIZATION_NOT_FOUND",
  );
});

test("only an owner's app creates libraries", async () => {
  const create = async (role: "owner" | "editor") => {
    const { tokens, organizationId } = await connection(role, { allLibraries: "write" });
    const { statusCode } = await app.inject({
      method: "POST",
      url: `/organizations/${organizationId}/libraries`,
      headers: bearer(tokens.access_token),
      payload: { name: "New" },
    });
    return statusCode;
  };
  expect([await create("owner"), await create("editor")]).toEqual([201, 403]);
});

test("disconnecting stops the access token and the refresh token at once", async () => {
  const { team, organizationId, tokens, clientId } = await connection();
  const [app_] = (await team.editor.call("listConnectedApps", { organizationId })).data;
  expect(app_).toMatchObject({ name: "Test app", host: "127.0.0.1:33418", allLibraries: "read" });
  expect((await team.viewer.call("listConnectedApps", { organizationId })).data).toEqual([]);
  const connectionId = app_.id;
  expect((await team.viewer.call("disconnectApp", { organizationId, connectionId })).status).toBe(404);
  expect((await me(tokens.access_token)).status).toBe(200);
  expect((await team.owner.call("disconnectApp", { organizationId, connectionId })).status).toBe(200);
  expect((await me(tokens.access_token)).status).toBe(401);
  expect((await refreshed(clientId, tokens.refresh_token)).body).toMatchObject({ error: "invalid_grant" });
});

test("a connection is no API key: key lists, renaming and new secrets leave it out", async () => {
  const { team, organizationId } = await connection();
  const [{ id: keyId }] = (await team.owner.call("listConnectedApps", { organizationId })).data;
  expect((await team.owner.call("listKeys", { organizationId })).data).toEqual([]);
  for (const [name, more] of [
    ["renameKey", { name: "a" }],
    ["regenerateKey", {}],
    ["grantKey", { libraries: {} }],
  ] as const) {
    expect((await team.owner.call(name, { organizationId, keyId, ...more })).status, name).toBe(404);
  }
});

test("a refresh token works once; using it again ends the connection's tokens", async () => {
  const { tokens, clientId } = await connection();
  const next = await refreshed(clientId, tokens.refresh_token);
  expect(next.status).toBe(200);
  const newer = next.body as { access_token: string; refresh_token: string };
  expect((await me(newer.access_token)).status).toBe(200);
  expect((await refreshed(clientId, tokens.refresh_token)).status).toBe(400);
  expect((await refreshed(clientId, newer.refresh_token)).status).toBe(400);
});

test("an app revokes its token at once", async () => {
  const { tokens, clientId } = await connection();
  expect((await me(tokens.access_token)).status).toBe(200);
  const { statusCode } = await app.inject({
    method: "POST",
    url: "/api/auth/oauth2/revoke",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    payload: new URLSearchParams({ token: tokens.access_token, client_id: clientId }).toString(),
  });
  expect(statusCode).toBe(200);
  expect((await me(tokens.access_token)).status).toBe(401);
});

test("a person can't give a connection of somebody else or of another app", async () => {
  const team = await newTeam(app, services);
  const { organizationId } = team;
  const [one, other] = [await registeredApp(app), await registeredApp(app)];
  const connect = async (who: "editor" | "viewer", clientId: string) =>
    (await team[who].call("connectApp", { organizationId, clientId })).data.connectionId;
  const page = new URL(
    String((await team.editor.request("GET", requestOf(one).url)).headers.location),
    publicUrl,
  );
  for (const connectionId of [
    await connect("viewer", one.clientId),
    await connect("editor", other.clientId),
    "key_x",
  ]) {
    const decision = { accept: true, request: page.searchParams.get("request"), connectionId };
    expect((await team.editor.post("/api/auth/consent", decision)).status).toBe(404);
  }
});

test("a changed request is refused, and a person who says no sends the app an error", async () => {
  const team = await newTeam(app, services);
  const testApp = await registeredApp(app);
  const page = new URL(
    String((await team.editor.request("GET", requestOf(testApp).url)).headers.location),
    publicUrl,
  );
  const request = page.searchParams.get("request") ?? "";
  const query = Buffer.from(request, "base64url").toString();
  const changed = Buffer.from(query.replace("127.0.0.1%3A33418", "127.0.0.1%3A1")).toString("base64url");
  expect(changed).not.toBe(request);
  expect((await team.editor.post("/api/auth/consent", { accept: false, request: changed })).status).toBe(400);
  const { data } = await team.editor.post("/api/auth/consent", { accept: false, request });
  expect(data.to).toMatch(/^http:\/\/127\.0\.0\.1:33418\/callback\?error=access_denied/);
});

test("an app that asks again is asked for consent again, and its first connection stays", async () => {
  const { team, organizationId, tokens, clientId } = await connection();
  const again = await connected(app, team.editor, { clientId }, { organizationId });
  for (const { access_token } of [tokens, again]) expect((await me(access_token)).status).toBe(200);
  const { headers } = await team.editor.request("GET", requestOf({ clientId }, { prompt: "none" }).url);
  expect(String(headers.location)).toMatch(/error=consent_required/);
});

test.each([
  ["no PKCE", { code_challenge: "", code_challenge_method: "" }],
  ["plain PKCE", { code_challenge_method: "plain" }],
  ["a resource of another server", { resource: "https://other.example/mcp" }],
])("%s is refused", async (_, more) => {
  const team = await newTeam(app, services);
  const { url } = requestOf(await registeredApp(app), more);
  const { headers } = await team.editor.request("GET", url);
  expect(String(headers.location)).toMatch(/[?&]error=/);
});

test("an address that the app did not register is never redirected to", async () => {
  const team = await newTeam(app, services);
  const { url } = requestOf(await registeredApp(app), { redirect_uri: "https://evil.example/" });
  const { headers } = await team.editor.request("GET", url);
  expect(String(headers.location)).toMatch(/\/authorize\?error=invalid_redirect/);
});

test("an app on the person's device may listen on any port", async () => {
  const team = await newTeam(app, services);
  const elsewhere = redirectUri.replace("33418", "50000");
  const { url } = requestOf(await registeredApp(app), { redirect_uri: elsewhere });
  const to = await allowed(team.editor, url, { organizationId: team.organizationId });
  expect(to.href.startsWith(`${elsewhere}?code=`)).toBe(true);
  expect(to.searchParams.get("iss")).toBe(`${publicUrl}/api/auth`);
});

test("no token, code or secret of an app is readable in the database", async () => {
  const { tokens } = await connection();
  const tables = await database.query<{ name: string }>(
    sql`select tablename as name from pg_tables where schemaname = 'public' and tablename like 'oauth%'`,
  );
  expect(tables.length).toBeGreaterThan(4);
  const rows = await database.query<{ rows: string }>(
    sql`select coalesce(string_agg(t::text, ''), '') as rows from (
          select a::text as t from oauth_access_tokens a union all select r::text from oauth_refresh_tokens r
          union all select v::text from verifications v union all select k::text from keys k) as t`,
  );
  for (const token of [tokens.access_token, tokens.refresh_token]) {
    expect(rows[0]?.rows).not.toContain(token.slice(4));
  }
});
