import { expect, test } from "vitest";
import { testApp } from "../../../test/support/app.ts";
import { connected, type Reach, registeredApp, tokenCall } from "../../../test/support/connected-app.ts";
import { newTeam } from "../../../test/support/team.ts";
import { postMcp, toolCall } from "../../../test/support/transports/mcp.ts";

const { app, services } = await testApp();
const { publicUrl } = services.config;

async function connection(
  reach: Partial<Reach>,
  { role = "editor", scope = "" }: { role?: "editor" | "viewer"; scope?: string } = {},
) {
  const team = await newTeam(app, services);
  const { organizationId } = team;
  const testApp = await registeredApp(app);
  const more: Record<string, string> = scope ? { scope } : {};
  const tokens = await connected(app, team[role], testApp, { organizationId, ...reach }, more);
  const headers = { authorization: `Bearer ${tokens.access_token}`, "api-version": "2026-05-20" };
  return { team, organizationId, tokens, headers, clientId: testApp.clientId };
}

const tagging = (organizationId: string) => ({
  method: "POST" as const,
  url: `/organizations/${organizationId}/libraries/pictures/assets/tag`,
  payload: { assetIds: ["AAAAAAAAAA1"], tags: ["a"] },
});
const needsWrite = 'Bearer error="insufficient_scope", scope="images:read images:write offline_access"';

test("REST answers 403 and names the scopes with which the call would be allowed", async () => {
  const { organizationId, headers } = await connection({ allLibraries: "read" });
  const write = await app.inject({ ...tagging(organizationId), headers });
  expect(write.statusCode).toBe(403);
  expect(write.headers["www-authenticate"]).toBe(needsWrite);
  expect(write.json()).toMatchObject({ error: { code: "FORBIDDEN" } });
  const memory = await app.inject({ url: "/api/v1/users", headers });
  expect(memory.statusCode).toBe(403);
  expect(memory.headers["www-authenticate"]).toBe(
    'Bearer error="insufficient_scope", scope="images:read users:read offline_access"',
  );
});

test("MCP answers a call of such a tool in the same way, and names the metadata", async () => {
  const { organizationId, headers } = await connection({ allLibraries: "read" });
  const args = { organizationId, libraryId: "pictures", assetIds: ["AAAAAAAAAA1"], tags: ["a"] };
  const { status, headers: answered } = await postMcp(app, toolCall("tag_assets", args), {
    path: "/mcp/oauth",
    headers,
  });
  expect(status).toBe(403);
  expect(answered["www-authenticate"]).toBe(
    `${needsWrite}, resource_metadata="${publicUrl}/.well-known/oauth-protected-resource/mcp/oauth"`,
  );
  expect((await postMcp(app, toolCall("whoami"), { headers })).status).toBe(200);
});

test("GraphQL names the scopes too", async () => {
  const { organizationId, headers } = await connection({ allLibraries: "read" });
  const query = `mutation { createLibrary(organizationId: "${organizationId}", name: "New") { id } }`;
  const answer = await app.inject({ method: "POST", url: "/graphql", headers, payload: { query } });
  expect([answer.statusCode, answer.headers["www-authenticate"], answer.json()]).toEqual([
    403,
    needsWrite,
    {
      data: { createLibrary: null },
      errors: [
        expect.objectContaining({
          message: "This app was not given images:write. Connect it again and allow it.",
          extensions: expect.objectContaining({ code: "FORBIDDEN" }),
        }),
      ],
    },
  ]);
});

test("an app whose person may not write themselves is not told to ask again", async () => {
  const { organizationId, headers } = await connection({ allLibraries: "read" }, { role: "viewer" });
  const write = await app.inject({ ...tagging(organizationId), headers });
  expect(write.statusCode).toBeGreaterThanOrEqual(403);
  expect(write.headers["www-authenticate"]).toBeUndefined();
});

test("a token that has ended is named so at every address", async () => {
  const headers = { authorization: `Bearer rka_${"a".repeat(40)}`, "api-version": "2026-05-20" };
  for (const url of ["/me", "/api/v1/users"]) {
    const { statusCode, headers: answered } = await app.inject({ url, headers });
    expect([url, statusCode, answered["www-authenticate"]]).toEqual([
      url,
      401,
      'Bearer error="invalid_token"',
    ]);
  }
});

test("a token has the scopes that were asked for and allowed, and no others", async () => {
  const scope = "images:read images:write memory:read users:read offline_access";
  const { tokens } = await connection({ allLibraries: "read", scopes: ["memory:read"] }, { scope });
  expect(tokens.scope.split(" ")).toEqual(["images:read", "memory:read", "offline_access"]);
  const refused = connection({ scopes: ["memory:read"] }, { scope: "images:read" });
  await expect(refused).rejects.toThrow("did not ask");
});

test("a token that was refreshed with fewer scopes reaches less", async () => {
  const scope = "images:read images:write offline_access";
  const { tokens, clientId } = await connection({ allLibraries: "write" }, { scope });
  const level = async (token: string) => (await services.keyCache.find(token))?.grants.get("pictures")?.level;
  expect(await level(tokens.access_token)).toBe("write");
  const { status, body } = await tokenCall(app, {
    grant_type: "refresh_token",
    refresh_token: tokens.refresh_token,
    client_id: clientId,
    scope: "images:read offline_access",
  });
  expect(status).toBe(200);
  expect(await level(String(body.access_token))).toBe("read");
});

test.each([["offline_access"], [" "]])("a refresh that names only %j keeps the scopes", async (scope) => {
  const asked = { scope: "memory:read offline_access" };
  const { tokens, clientId } = await connection({ scopes: ["memory:read", "users:read"] }, asked);
  const { body } = await tokenCall(app, {
    grant_type: "refresh_token",
    refresh_token: tokens.refresh_token,
    client_id: clientId,
    scope,
  });
  expect(String(body.scope).split(" ")).toEqual(["memory:read", "offline_access"]);
  expect((await services.keyCache.find(String(body.access_token)))?.key.scopes).toEqual(["memory:read"]);
});

test("an editor's app can't do in a library what only owners may", async () => {
  const { organizationId, headers } = await connection({ allLibraries: "write" });
  const answer = await app.inject({
    method: "PUT",
    url: `/organizations/${organizationId}/libraries/pictures/privacy`,
    headers,
    payload: { private: true },
  });
  expect(answer.statusCode).toBe(403);
});
