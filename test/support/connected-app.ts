import { createHash, randomBytes } from "node:crypto";
import type { FastifyInstance } from "fastify";
import type { Browser } from "./browser.ts";

export const redirectUri = "http://127.0.0.1:33418/callback";

/** An app that has registered itself, and what it got. */
export interface TestApp {
  clientId: string;
}

/** Registers an app as MCP clients do (RFC 7591). */
export async function registeredApp(
  app: FastifyInstance,
  name = "Test app",
  redirect = redirectUri,
): Promise<TestApp> {
  const { statusCode, payload } = await app.inject({
    method: "POST",
    url: "/api/auth/oauth2/register",
    payload: {
      client_name: name,
      redirect_uris: [redirect],
      token_endpoint_auth_method: "none",
      grant_types: ["authorization_code", "refresh_token"],
      response_types: ["code"],
    },
  });
  if (statusCode >= 300) throw new Error(payload);
  return { clientId: JSON.parse(payload).client_id };
}

export const deviceGrantType = "urn:ietf:params:oauth:grant-type:device_code";

/** An app without a browser that has registered itself. */
export async function registeredDevice(
  app: FastifyInstance,
  grantTypes = [deviceGrantType, "refresh_token"],
): Promise<TestApp> {
  const { statusCode, payload } = await app.inject({
    method: "POST",
    url: "/api/auth/oauth2/register",
    payload: { client_name: "Television", grant_types: grantTypes, response_types: [] },
  });
  if (statusCode >= 300) throw new Error(payload);
  return { clientId: JSON.parse(payload).client_id };
}

/** A device asks for a code: the answer of RFC 8628, 3.2, or an error. */
export async function deviceAuthorization(
  app: FastifyInstance,
  { clientId }: TestApp,
  more: Record<string, string> = {},
): Promise<{ status: number; body: Record<string, string> }> {
  const { statusCode, payload } = await app.inject({
    method: "POST",
    url: "/api/auth/oauth2/device_authorization",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    payload: new URLSearchParams({ client_id: clientId, ...more }).toString(),
  });
  return { status: statusCode, body: JSON.parse(payload) };
}

/** An app's request, as it sends the person's browser to it. */
export interface Asked {
  url: string;
  verifier: string;
  state: string;
}

export function requestOf({ clientId }: TestApp, more: Record<string, string> = {}): Asked {
  const verifier = randomBytes(32).toString("base64url");
  const state = randomBytes(8).toString("hex");
  const query = new URLSearchParams({
    response_type: "code",
    client_id: clientId,
    redirect_uri: redirectUri,
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
    state,
    ...more,
  });
  return { url: `/api/auth/oauth2/authorize?${query}`, verifier, state };
}

/** What a person's browser does with an app's request when they allow it: where the browser is sent back to. */
export async function allowed(
  browser: Browser,
  authorizeUrl: string,
  reach: Reach,
  also: readonly Reach[] = [],
): Promise<URL> {
  const { headers, text } = await browser.request("GET", authorizeUrl);
  const page = new URL(String(headers.location), "http://localhost");
  const request = page.searchParams.get("request");
  if (page.pathname !== "/authorize" || request === null) throw new Error(`${page.href} ${text}`);
  const clientId = new URLSearchParams(Buffer.from(request, "base64url").toString()).get("client_id") ?? "";
  const connectionId = await newConnection(browser, clientId, [reach, ...also]);
  const consent = await browser.post("/api/auth/consent", { accept: true, request, connectionId });
  if (!consent.data) throw new Error(consent.text);
  return new URL(consent.data.to);
}

/** Makes one connection that reaches something in each organization, as the consent page does. */
export async function newConnection(
  browser: Browser,
  clientId: string,
  reaches: readonly Reach[],
): Promise<string> {
  let connectionId: string | undefined;
  for (const reach of reaches) {
    const { data, text } = await browser.call("connectApp", { clientId, connectionId, ...reach });
    if (!data) throw new Error(text);
    connectionId = data.connectionId;
  }
  return connectionId as string;
}

/** What an app may reach in an organization. */
export interface Reach {
  organizationId: string;
  libraries?: Record<string, "read" | "write">;
  allLibraries?: "read" | "write";
  scopes?: string[];
}

/** A token answer of the server (RFC 6749). */
export interface Tokens {
  access_token: string;
  refresh_token: string;
  token_type: string;
  expires_in: number;
  scope: string;
}

/** Connects an app with what a person allows it, and returns its tokens. */
export async function connected(
  app: FastifyInstance,
  browser: Browser,
  testApp: TestApp,
  reach: Reach,
  more: Record<string, string> = {},
  also: readonly Reach[] = [],
): Promise<Tokens> {
  const { url, verifier, state } = requestOf(testApp, more);
  const to = await allowed(browser, url, reach, also);
  if (to.searchParams.get("state") !== state) throw new Error(to.href);
  const tokens = await tokenCall(app, {
    grant_type: "authorization_code",
    code: to.searchParams.get("code") ?? "",
    redirect_uri: redirectUri,
    client_id: testApp.clientId,
    code_verifier: verifier,
    ...(more.resource && { resource: more.resource }),
  });
  if (tokens.status !== 200) throw new Error(JSON.stringify(tokens));
  return tokens.body as unknown as Tokens;
}

/** A call of the token endpoint. */
export async function tokenCall(
  app: FastifyInstance,
  fields: Record<string, string>,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const { statusCode, payload } = await app.inject({
    method: "POST",
    url: "/api/auth/oauth2/token",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    payload: new URLSearchParams(fields).toString(),
  });
  return { status: statusCode, body: JSON.parse(payload) };
}
