import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { authPrefix } from "../../features/identity/accounts/auth.ts";
import { authHeaders } from "../../features/identity/accounts/session.ts";
import { isAccessToken } from "../../features/identity/keys/access-token.ts";
import { addressHeader, isLoopback, networkOf } from "../../kernel/address.ts";
import { cachedDocument, sendDocument } from "../http/cached-document.ts";
import { requireHttps } from "../http/credentials.ts";
import { readBody } from "../http/read-body.ts";
import type { SessionServices } from "../session/services.ts";
import { oauthResources, resourceMetadata, resourceMetadataAt, serverMetadata } from "./metadata.ts";
import { keepingScopes } from "./refresh.ts";
import { asPublicClient, type OAuthError } from "./registration.ts";

type OAuthServices = Pick<
  SessionServices,
  "auth" | "config" | "keyCache" | "rateLimits" | "log" | "load" | "metrics"
>;

// Registrations and token requests are a few hundred bytes.
const bodyBytesMax = 64 * 1024;
const maxAgeSeconds = 300;

const serverMetadataPaths = ["/.well-known/oauth-authorization-server", "/.well-known/openid-configuration"];

/**
 * OAuth 2.1 for apps: the documents by which they find this server (RFC 9728, RFC 8414), and the calls that they make
 * themselves. The person's part is the consent page, whose call is in `session/auth`.
 */
export async function oauthRoutes(app: FastifyInstance, services: OAuthServices): Promise<void> {
  const { config, auth } = services;
  if (!config.mcpOAuth) return;
  const serve = async (path: string, content: unknown) => {
    const document = await cachedDocument("application/json", JSON.stringify(content));
    app.get(path, (request, reply) => sendDocument(request, reply, document, maxAgeSeconds));
  };
  for (const path of ["", ...oauthResources]) {
    await serve(resourceMetadataAt(path), resourceMetadata(config, path));
  }
  const metadata = serverMetadata(await auth.api.getOAuthServerConfig());
  for (const path of serverMetadataPaths) {
    await serve(path, metadata);
    await serve(`${path}${authPrefix}`, metadata);
  }
  await serve(`${authPrefix}/.well-known/openid-configuration`, metadata);

  // The browser brings the session, so that a person who is signed in goes straight to the consent page.
  app.get(`${authPrefix}/oauth2/authorize`, async (request, reply) => {
    requireHttps(services, request);
    return send(reply, await passedOn(services, request, authHeaders(request.headers, request.ip)));
  });
  calledByApps("/oauth2/token", { calls: 300, seconds: 60 }, keepingScopes);
  calledByApps("/oauth2/device_authorization", { calls: 60, seconds: 3600 });
  calledByApps("/oauth2/revoke", { calls: 300, seconds: 60 });
  calledByApps("/oauth2/register", { calls: 60, seconds: 3600 }, asPublicClient);

  function calledByApps(
    path: string,
    limit: { calls: number; seconds: number },
    adapt: (body: Buffer) => Buffer | OAuthError = (body) => body,
  ): void {
    app.post(`${authPrefix}${path}`, async (request, reply) => {
      requireHttps(services, request);
      if (!isLoopback(request.ip)) {
        await services.rateLimits.spendFrom(
          `oauth ${path} ${networkOf(request.ip)}`,
          limit.calls,
          limit.seconds,
        );
      }
      const body = adapt(await readBody(request, bodyBytesMax));
      if (!Buffer.isBuffer(body)) return reply.code(400).header("cache-control", "no-store").send(body);
      const answer = await passedOn(services, request, appHeaders(request), body);
      await forgetEnded(services, body);
      return send(reply, answer);
    });
  }
}

/** Forgets what this process remembers of an access token that its app has ended. Postgres notifies the others. */
async function forgetEnded({ keyCache }: OAuthServices, body: Buffer): Promise<void> {
  const token = new URLSearchParams(body.toString()).get("token");
  if (token === null || !isAccessToken(token)) return;
  const live = await keyCache.find(token);
  if (live) keyCache.forget(live.organization.id);
}

/** An app's headers for better-auth. Cookies are left out: apps have no session here. */
function appHeaders(request: FastifyRequest): Headers {
  const headers = new Headers({ [addressHeader]: request.ip });
  for (const name of ["user-agent", "content-type", "authorization"]) {
    const value = request.headers[name];
    if (typeof value === "string") headers.set(name, value);
  }
  return headers;
}

/** Calls better-auth with a request. */
function passedOn(
  { auth, config }: OAuthServices,
  request: FastifyRequest,
  headers: Headers,
  body?: Buffer,
): Promise<Response> {
  const url = new URL(request.url, config.publicUrl);
  return auth.handler(
    new Request(url, { method: request.method, headers, body: body ? new Uint8Array(body) : null }),
  );
}

/**
 * The address of a page of ours with the app's request as one opaque value. Its parts are signed, and the page's router would
 * write them in another way.
 */
function packed(location: string): string {
  const url = new URL(location);
  if (!url.searchParams.has("sig")) return location;
  return `${url.origin}${url.pathname}?request=${Buffer.from(url.search.slice(1)).toString("base64url")}`;
}

async function send(reply: FastifyReply, answer: Response): Promise<FastifyReply> {
  const text = await answer.text();
  // better-auth's server errors have no body.
  if (answer.status >= 500 && text === "") throw new Error("better-auth failed");
  for (const name of ["www-authenticate", "pragma"]) {
    const value = answer.headers.get(name);
    if (value !== null) reply.header(name, value);
  }
  const location = answer.headers.get("location");
  if (location !== null) reply.header("location", packed(location));
  const cookies = answer.headers.getSetCookie();
  if (cookies.length > 0) reply.header("set-cookie", cookies);
  reply.code(answer.status).header("cache-control", "no-store");
  if (text === "") return reply.send();
  return reply.type("application/json; charset=utf-8").send(text);
}
