import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Credentials } from "../../kernel/authenticate.ts";
import { Failure, fail } from "../../kernel/failure.ts";
import { credentialsOf, requireHttps } from "../http/credentials.ts";
import { isAllowedHost, isAllowedOrigin } from "../http/hosts.ts";
import { readJsonBody } from "./read-json-body.ts";
import { type KeyHolder, type McpCaller, mcpHandler, rookeryServers, type ServerFor } from "./server.ts";
import type { McpServices } from "./services.ts";
import { webRequest } from "./web-request.ts";

// Twenty pictures of 1 MB each, in base64.
const bodyBytesMax = 32 * 1024 * 1024;
// Calls without a key contain an email address and a name, so they need little memory.
const keylessBodyBytesMax = 64 * 1024;

/** What may be called without a key: the handshake, the list of tools, and the tool that starts an organization. */
const keylessMethods = new Set(["initialize", "ping", "server/discover", "tools/list"]);
const keylessTool = "create_organization";

/** Streamable HTTP at `/mcp` and `/mcp/anonymous`; on a host named `mcp.*` also at `/` and `/anonymous`. */
export function mcpRoutes(
  app: FastifyInstance,
  services: McpServices,
  serverFor: ServerFor = rookeryServers(services),
): void {
  const handler = mcpHandler(services, serverFor);
  const answer = (takesKey: boolean) => async (request: FastifyRequest, reply: FastifyReply) => {
    requireHttps(services, request);
    requireOwnHost(services, request);
    requirePost(request, reply);
    const { message, caller } = await readMessage(services, request, takesKey);
    request.raw.socket?.setTimeout?.(0); // a tool may fetch for longer than a connection may be idle
    if (message === undefined) return reply.code(400).send(parseError);
    return reply.send(
      await handler.fetch(webRequest(request, reply), {
        authInfo: { token: caller.credentials.token ?? "", clientId: "", scopes: [], extra: { caller } },
        parsedBody: message,
      }),
    );
  };

  const shared = { method: ["GET", "POST", "PUT", "PATCH", "DELETE"], exposeHeadRoute: false };
  const constraints = { kindOfHost: "mcp" };
  app.route({ ...shared, url: "/mcp", handler: answer(true) });
  app.route({ ...shared, url: "/mcp/anonymous", handler: answer(false) });
  app.route({ ...shared, url: "/", constraints, handler: answer(true) });
  app.route({ ...shared, url: "/anonymous", constraints, handler: answer(false) });
}

function requirePost({ method }: FastifyRequest, reply: FastifyReply): void {
  if (method === "POST") return;
  reply.header("allow", "POST");
  throw new Failure("METHOD_NOT_ALLOWED", "This is an MCP endpoint. Send messages with POST.");
}

function requireOwnHost({ config }: McpServices, request: FastifyRequest): void {
  if (!isAllowedHost(config, request.hostname))
    throw fail.forbidden("This host name is not the server's. Set PUBLIC_URL to the URL that clients use.");
  if (!isAllowedOrigin(config, request.headers.origin))
    throw fail.forbidden(
      "Pages of this origin can't call MCP. Call it from a page of this server, or from outside a browser.",
    );
}

/** Checks the key, then reads the message, which is undefined if it is not JSON. */
async function readMessage(
  services: McpServices,
  request: FastifyRequest,
  takesKey: boolean,
): Promise<{ message: unknown; caller: McpCaller }> {
  const credentials = { ...credentialsOf("mcp", request), ...(!takesKey && { token: undefined }) };
  const isKeyless = !takesKey || request.headers.authorization === undefined;
  const holder = isKeyless ? undefined : await holderOf(services, credentials);
  const message = await readJsonBody(request, isKeyless ? keylessBodyBytesMax : bodyBytesMax);
  if (isKeyless && message !== undefined && ![message].flat().every(needsNoKey)) throw fail.unauthenticated();
  return { message, caller: { credentials, holder } };
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
  throw fail.invalidKey();
}

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
