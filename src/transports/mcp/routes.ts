import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { isAccessToken } from "../../features/identity/keys/access-token.ts";
import type { Credentials } from "../../kernel/authenticate.ts";
import { Failure, fail } from "../../kernel/failure.ts";
import { credentialsOf, requireHttps } from "../http/credentials.ts";
import { isAllowedHost, isAllowedOrigin } from "../http/hosts.ts";
import { challenge, metadataParameter } from "../oauth/metadata.ts";
import type { ApiVersion } from "../versions/version.ts";
import { newestVersion, versionOf } from "../versions/versions.ts";
import { declaresApps, isAppsSession, newAppsSession } from "./apps-extension.ts";
import { pickerTool } from "./picker-tool.ts";
import { readJsonBody } from "./read-json-body.ts";
import { requireScopes } from "./require-scopes.ts";
import { mcpHandler, rookeryServers, type ServerFor } from "./server.ts";
import type { KeyHolder, McpCaller, McpServices } from "./services.ts";
import { toolsOf } from "./tools.ts";
import { webRequest } from "./web-request.ts";

// Twenty pictures of 1 MB each, in base64.
const bodyBytesMax = 32 * 1024 * 1024;
// Calls without a key contain an email address and a name, so they need little memory.
const keylessBodyBytesMax = 64 * 1024;

/** What may be called without a key: the handshake, the list of tools, and the tool that starts an organization. */
const keylessMethods = new Set(["initialize", "ping", "server/discover", "tools/list"]);
const keylessTool = "create_organization";

/** How an MCP address takes its callers. */
interface Door {
  /** The address's path, which OAuth metadata names. Undefined where nothing is said about OAuth. */
  oauthAt?: string;
  /** Whether a key or token is read. */
  takesKey: boolean;
  /** Whether what needs no key may be called without one. */
  open: boolean;
}

/**
 * Streamable HTTP at `/mcp`, `/mcp/oauth` (tells apps at once to connect by OAuth), `/mcp/key` (says nothing about OAuth) and
 * `/mcp/anonymous`; on a host named `mcp.*` also at `/` and `/anonymous`.
 */
export function mcpRoutes(
  app: FastifyInstance,
  services: McpServices,
  serverFor: ServerFor = rookeryServers(services),
): void {
  const handler = mcpHandler(services, serverFor);
  const { mcpOAuth, mcpAnonymous } = services.config;
  const tools = new Map([...toolsOf(services.operations), pickerTool].map((tool) => [tool.name, tool]));
  const answer = (door: Door) => async (request: FastifyRequest, reply: FastifyReply) => {
    requireHttps(services, request);
    requireOwnHost(services, request);
    requirePost(request, reply);
    const { message, caller } = await readMessage(services, request, door);
    request.raw.socket?.setTimeout?.(0); // a tool may fetch for longer than a connection may be idle
    if (message === undefined) return reply.code(400).send(parseError);
    if (caller.holder?.key.person) {
      await requireScopes(services.authenticate, tools, caller.credentials, message);
    }
    if (methodOf(message) === "initialize" && caller.showsApps) {
      reply.header("mcp-session-id", newAppsSession());
    }
    return reply.send(
      await handler.fetch(webRequest(request, reply), {
        authInfo: { token: caller.credentials.token ?? "", clientId: "", scopes: [], extra: { caller } },
        parsedBody: message,
      }),
    );
  };

  const both = { takesKey: true, open: mcpAnonymous };
  const main = { ...both, ...(mcpOAuth && { oauthAt: "/mcp" }) };
  const anonymous = { takesKey: false, open: mcpAnonymous };
  mount("/mcp", main);
  if (mcpOAuth) mount("/mcp/oauth", { oauthAt: "/mcp/oauth", takesKey: true, open: false });
  mount("/mcp/key", both);
  mount("/mcp/anonymous", anonymous);
  mount("/", main, "mcp");
  mount("/anonymous", anonymous, "mcp");

  function mount(url: string, door: Door, kindOfHost?: string): void {
    app.route({
      method: ["GET", "POST", "PUT", "PATCH", "DELETE"],
      exposeHeadRoute: false,
      url,
      ...(kindOfHost && { constraints: { kindOfHost } }),
      onSend: async ({ headers }, reply, payload) => {
        if (reply.statusCode === 401 && door.oauthAt) {
          const error = /^Bearer +\S/i.test(headers.authorization ?? "") ? "invalid_token" : undefined;
          reply.header("www-authenticate", challenge(services.config, door.oauthAt, error));
        }
        const lacks = reply.statusCode === 403 && reply.getHeader("www-authenticate");
        if (lacks && door.oauthAt) {
          reply.header("www-authenticate", `${lacks}, ${metadataParameter(services.config, door.oauthAt)}`);
        }
        return payload;
      },
      handler: answer(door),
    });
  }
}

function requirePost({ method }: FastifyRequest, reply: FastifyReply): void {
  if (method === "POST") return;
  reply.header("allow", "POST");
  throw new Failure("METHOD_NOT_ALLOWED", "This is an MCP endpoint. Send messages with POST.");
}

function requireOwnHost({ config }: McpServices, request: FastifyRequest): void {
  if (!isAllowedHost(config, request.hostname))
    throw fail.forbidden(
      "This server has a different host name. Set PUBLIC_URL to the URL that clients use.",
    );
  if (!isAllowedOrigin(config, request.headers.origin))
    throw fail.forbidden(
      "Pages of this origin can't call MCP. Call it from a page of this server, or from outside a browser.",
    );
}

/** Checks the key, then reads the message, which is undefined if it is not JSON. */
async function readMessage(
  services: McpServices,
  request: FastifyRequest,
  { takesKey, open }: Door,
): Promise<{ message: unknown; caller: McpCaller }> {
  const version = askedVersion(request);
  const credentials = { ...credentialsOf("mcp", request), ...(!takesKey && { token: undefined }) };
  const isKeyless = !takesKey || request.headers.authorization === undefined;
  if (isKeyless && !open) throw fail.unauthenticated();
  const holder = isKeyless ? undefined : await holderOf(services, credentials);
  const message = await readJsonBody(request, isKeyless ? keylessBodyBytesMax : bodyBytesMax);
  if (isKeyless && message !== undefined && ![message].flat().every(needsNoKey)) throw fail.unauthenticated();
  const showsApps = declaresApps(message) || isAppsSession(request.headers["mcp-session-id"]);
  return { message, caller: { credentials, holder, version, showsApps } };
}

/** The newest version, unless the address pins another: `/mcp?api-version=2026-05-20`. */
function askedVersion(request: FastifyRequest): ApiVersion {
  const [date] = [(request.query as Record<string, string | string[] | undefined>)["api-version"]].flat();
  return date ? versionOf(date, "api-version") : newestVersion;
}

/** Finds a live key. Throws when the header has none. */
async function holderOf(
  { keyCache, securityLog }: McpServices,
  { token, transport, address, requestId }: Credentials,
): Promise<KeyHolder> {
  if (token === undefined) throw fail.unauthenticated();
  const live = await keyCache.find(token);
  if (live) return live;
  securityLog.note("key_refused", { transport, requestId, address });
  throw isAccessToken(token) ? fail.invalidAccessToken() : fail.invalidKey();
}

const methodOf = (message: unknown): unknown => (message as { method?: unknown } | undefined)?.method;

function needsNoKey(message: unknown): boolean {
  const { method, params } = (message ?? {}) as { method?: unknown; params?: { name?: unknown } };
  if (typeof method !== "string") return false;
  if (method === "tools/call") return params?.name === keylessTool;
  return keylessMethods.has(method) || method.startsWith("notifications/");
}

const parseError = {
  jsonrpc: "2.0",
  id: null,
  error: { code: -32700, message: "The body is not valid JSON." },
};
