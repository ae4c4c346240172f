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

const { app, services, database } = await testApp();
const { publicUrl } = services.config;
const team = await newTeam(app, services);
const { organizationId } = team;
const reach = { organizationId, allLibraries: "read" as const };

/** A code that a person gave an app, and the token request for it. */
async function code() {
  const { clientId } = await registeredApp(app);
  const { url, verifier } = requestOf({ clientId });
  const to = await allowed(team.editor, url, reach);
  return {
    grant_type: "authorization_code",
    code: to.searchParams.get("code") ?? "",
    redirect_uri: redirectUri,
    client_id: clientId,
    code_verifier: verifier,
  };
}

test("a code works once", async () => {
  const request = await code();
  expect((await tokenCall(app, request)).status).toBe(200);
  expect((await tokenCall(app, request)).body.error).toBe("invalid_grant");
});

test.each([
  ["another verifier", { code_verifier: "a".repeat(43) }],
  ["another redirect address", { redirect_uri: "http://127.0.0.1:33418/other" }],
  ["no verifier", { code_verifier: "" }],
])("a code with %s gives no token", async (_, more) => {
  const { status, body } = await tokenCall(app, { ...(await code()), ...more });
  expect(status).toBeGreaterThanOrEqual(400);
  expect(body).not.toHaveProperty("access_token");
});

test("a code of another app gives no token", async () => {
  const { clientId } = await registeredApp(app);
  const { status, body } = await tokenCall(app, { ...(await code()), client_id: clientId });
  expect(status).toBeGreaterThanOrEqual(400);
  expect(body).not.toHaveProperty("access_token");
});

test("a token request for another resource is refused", async () => {
  const { body } = await tokenCall(app, { ...(await code()), resource: "https://other.example/mcp" });
  expect(body.error).toBe("invalid_target");
});

test("answers with tokens are not cached", async () => {
  const payload = new URLSearchParams(await code()).toString();
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const answer = await app.inject({ method: "POST", url: "/api/auth/oauth2/token", headers, payload });
  expect(answer.headers["cache-control"]).toBe("no-store");
});

test("errors name the issuer too", async () => {
  const { url, state } = requestOf(await registeredApp(app), { scope: "tenant:admin" });
  const { headers } = await team.editor.request("GET", url);
  const to = new URL(String(headers.location));
  expect(to.origin + to.pathname).toBe(redirectUri);
  expect(Object.fromEntries(to.searchParams)).toMatchObject({
    error: "invalid_scope",
    iss: `${publicUrl}/api/auth`,
    state,
  });
});

test("a token in the query is not read", async () => {
  const tokens = await connected(app, team.editor, await registeredApp(app), reach);
  const { statusCode } = await app.inject({
    url: `/me?access_token=${tokens.access_token}`,
    headers: { "api-version": "2026-05-20" },
  });
  expect(statusCode).toBe(401);
});

test("a refresh token is valid for 30 days", async () => {
  const { clientId } = await registeredApp(app);
  await connected(app, team.editor, { clientId }, reach);
  const { days } = await database.one<{ days: number }>(
    sql`select round(extract(epoch from expires_at - created_at) / 86400)::int as days
        from oauth_refresh_tokens where client_id = ${clientId}`,
  );
  expect(days).toBe(30);
});

test("the audit log names the person and the app", async () => {
  const librarian = await registeredApp(app, "Librarian");
  const tokens = await connected(app, team.owner, librarian, { organizationId, allLibraries: "write" });
  const { statusCode } = await app.inject({
    method: "POST",
    url: `/organizations/${organizationId}/libraries`,
    headers: { authorization: `Bearer ${tokens.access_token}`, "api-version": "2026-07-08" },
    payload: { name: "By an app" },
  });
  expect(statusCode).toBe(201);
  const { name } = (await team.owner.call("getAccount")).data;
  const { data } = await team.owner.call("listAuditEntries", { organizationId, operation: "createLibrary" });
  expect(data.entries[0].actor).toMatchObject({ kind: "key", name: `Librarian (${name})` });
});
