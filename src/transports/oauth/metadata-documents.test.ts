import { once } from "node:events";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import tls from "node:tls";
import {
  Client,
  type OAuthClientProvider,
  StreamableHTTPClientTransport,
  UnauthorizedError,
} from "@modelcontextprotocol/client";
import sql from "sql-template-tag";
import { afterAll, beforeEach, expect, onTestFinished, test } from "vitest";
import { testApp } from "../../../test/support/app.ts";
import { allowed, redirectUri, requestOf, tokenCall } from "../../../test/support/connected-app.ts";
import { certificate } from "../../../test/support/processes/certificate.ts";
import { newTeam } from "../../../test/support/team.ts";
import { dayMs, hourMs } from "../../platform/clock.ts";

// The site of an app, which publishes a document about it.
const answers = new Map<string, { status?: number; location?: string; body: string }>();
const fetched: string[] = [];
const site = createServer(certificate, ({ url = "" }, response) => {
  fetched.push(url);
  const { status = 200, location, body } = answers.get(url) ?? { status: 404, body: "" };
  response.writeHead(status, { "content-type": "application/json", ...(location && { location }) }).end(body);
});
site.listen(0, "127.0.0.1");
await once(site, "listening");
afterAll(() => void site.close());
tls.setDefaultCACertificates([...tls.getCACertificates("default"), certificate.cert]);

const host = `127.0.0.1:${(site.address() as AddressInfo).port}`;
const { app, services, database, clock } = await testApp({ config: { fetchAllowedHosts: [host] } });
const team = await newTeam(app, services);

let named = 0;
let clientId = "";
let path = "";
beforeEach(() => {
  path = `/app-${named++}.json`;
  clientId = `https://${host}${path}`;
  fetched.length = 0;
});

const publish = (more: object = {}) =>
  answers.set(path, {
    body: JSON.stringify({
      client_id: clientId,
      client_name: "Documented app",
      redirect_uris: [redirectUri],
      grant_types: ["authorization_code", "refresh_token"],
      response_types: ["code"],
      token_endpoint_auth_method: "none",
      ...more,
    }),
  });
const asks = async (more: Record<string, string> = {}) => {
  const { headers } = await team.editor.request("GET", requestOf({ clientId }, more).url);
  return String(headers.location);
};
const connect = async () => {
  const { url, verifier } = requestOf({ clientId });
  const to = await allowed(team.editor, url, { organizationId: team.organizationId, allLibraries: "read" });
  const code = to.searchParams.get("code") ?? "";
  const fields = { grant_type: "authorization_code", code, redirect_uri: redirectUri, client_id: clientId };
  return (await tokenCall(app, { ...fields, code_verifier: verifier })).body as Record<string, string>;
};
const refresh = (token: string) =>
  tokenCall(app, { grant_type: "refresh_token", refresh_token: token, client_id: clientId });

test("an app connects by the address of its document, without registering, and shows that host", async () => {
  publish();
  const tokens = await connect();
  expect(await services.keyCache.find(tokens.access_token ?? "")).toBeDefined();
  const { data } = await team.editor.call("getApp", { clientId });
  expect(data).toMatchObject({ name: "Documented app", host, redirectHosts: ["127.0.0.1:33418"] });
});

test("the MCP SDK 2 with a clientMetadataUrl connects by its document, in one consent and without registering", async () => {
  publish();
  const origin = await app.listen();
  const fetchPublic: typeof fetch = (url, init) =>
    fetch(String(url).replace(services.config.publicUrl, origin), init);
  const kept: { tokens?: never; verifier?: string; asked?: URL; client?: { client_id: string } } = {};
  const authProvider: OAuthClientProvider = {
    clientMetadataUrl: clientId,
    redirectUrl: redirectUri,
    clientMetadata: { client_name: "Documented app", redirect_uris: [redirectUri] },
    clientInformation: () => kept.client,
    saveClientInformation: (client) => void Object.assign(kept, { client }),
    tokens: () => kept.tokens,
    saveTokens: (tokens) => void Object.assign(kept, { tokens }),
    redirectToAuthorization: (asked) => void Object.assign(kept, { asked }),
    saveCodeVerifier: (verifier) => void Object.assign(kept, { verifier }),
    codeVerifier: () => kept.verifier ?? "",
  };
  const address = new URL("/mcp/oauth", services.config.publicUrl);
  const transport = () => new StreamableHTTPClientTransport(address, { authProvider, fetch: fetchPublic });
  const info = { name: "test", version: "1" };
  const first = transport();
  await expect(new Client(info).connect(first)).rejects.toThrow(UnauthorizedError);
  expect(kept.asked?.searchParams.get("client_id")).toBe(clientId);
  const { organizationId } = team;
  const { pathname, search } = kept.asked as URL;
  const to = await allowed(team.editor, pathname + search, { organizationId, allLibraries: "read" });
  await first.finishAuth(to.searchParams);
  const client = new Client(info);
  await client.connect(transport());
  onTestFinished(() => client.close());
  const { structuredContent } = await client.callTool({ name: "whoami" });
  expect(structuredContent).toMatchObject({ organizationId });
  expect(kept.client?.client_id).toBe(clientId);
});

test("the metadata says that documents are taken", async () => {
  const { payload } = await app.inject("/.well-known/oauth-authorization-server");
  expect(JSON.parse(payload)).toMatchObject({ client_id_metadata_document_supported: true });
});

test("a document is kept for an hour, and a changed one counts after it", async () => {
  publish();
  await asks();
  await asks();
  expect(fetched).toHaveLength(1);
  publish({ redirect_uris: ["http://127.0.0.1:33418/other"] });
  clock.advance(hourMs);
  expect(await asks()).toContain("error=invalid_redirect");
  expect(fetched).toHaveLength(2);
});

test("a connected app keeps working for a day while its site is down", async () => {
  publish();
  const tokens = await connect();
  answers.delete(path);
  clock.advance(2 * hourMs);
  const next = await refresh(tokens.refresh_token ?? "");
  expect(next.status).toBe(200);
  clock.advance(dayMs);
  expect((await refresh(String(next.body.refresh_token))).status).toBe(400);
});

test("a failed fetch is not repeated for a minute", async () => {
  await asks();
  await asks();
  expect(fetched).toHaveLength(1);
});

test.each([
  ["that names another client", () => publish({ client_id: "https://example.com/app.json" })],
  ["without redirect addresses", () => publish({ redirect_uris: [] })],
  ["of an app with a secret", () => publish({ token_endpoint_auth_method: "client_secret_post" })],
  ["with a script as a redirect address", () => publish({ redirect_uris: ["javascript:alert(1)"] })],
  ["that is too long", () => publish({ client_name: "a", contacts: ["a".repeat(20_000)] })],
  ["that is no JSON", () => answers.set(path, { body: "<html>" })],
  ["behind a redirect", () => answers.set(path, { status: 302, location: "/moved.json", body: "" })],
])("a document %s is refused", async (_, prepare) => {
  prepare();
  answers.set("/moved.json", { body: "{}" });
  expect(await asks()).toMatch(/\/authorize\?error=invalid_client/);
  expect(fetched).toEqual([path]);
});

test.each([
  "http://example.com/app.json",
  "https://example.com/",
  "https://user@example.com/app.json",
  "https://example.com/a/../app.json",
  "https://example.com/app.json#a",
])("%s is no address of a document", async (address) => {
  clientId = address;
  expect(await asks()).toMatch(/\/authorize\?error=invalid_client/);
});

test("a document at an address of the internal network is never fetched", async () => {
  clientId = `https://localhost:${host.split(":")[1]}${path}`;
  publish();
  expect(await asks()).toMatch(/\/authorize\?error=invalid_client/);
  expect(fetched).toEqual([]);
});

test("redirect addresses of a document are matched exactly", async () => {
  publish({ redirect_uris: ["https://app.example.com/callback"] });
  for (const redirect of ["https://app.example.com/callback/", "https://app.example.com/callback?a=b"]) {
    expect(await asks({ redirect_uri: redirect })).toContain("error=invalid_redirect");
  }
});

test("apps of documents that nobody is connected to are forgotten", async () => {
  publish();
  await asks();
  const { sweepApps } = await import("../../features/identity/apps/sweep.ts");
  clock.advance(3 * dayMs);
  await sweepApps(services);
  expect(
    await database.maybe(sql`select 1 from oauth_clients where client_id = ${clientId}`),
  ).toBeUndefined();
});
