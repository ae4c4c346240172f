import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Failure, fail } from "../../kernel/failure.ts";
import { credentialsOf, requireHttps } from "../http/credentials.ts";
import { isAllowedHost, isAllowedOrigin } from "../http/hosts.ts";
import { parseJson, readBody } from "../http/read-body.ts";
import type { TransportServices } from "../services.ts";
import { type KeyHolder, mcpHandler, rookeryServers, type ServerFor } from "./server.ts";
import { webRequest } from "./web-request.ts";

// Twenty base64 pictures of a megabyte each.
const bodyBytesMax = 32 * 1024 * 1024;
// An e-mail address and a name: strangers get no more of the memory.
const keylessBodyBytesMax = 64 * 1024;

/** What may be asked without a key: to meet, and to start from nothing. */
const keylessMethods = new Set(["initialize", "ping", "server/discover", "tools/list"]);
const keylessTool = "create_organization";

/** Streamable HTTP at `/mcp` and `/mcp/anonymous`; on a host named `mcp.*` also at `/` and `/anonymous`. */
export function mcpRoutes(
  app: FastifyInstance,
  services: TransportServices,
  serverFor: ServerFor = rookeryServers(services),
): void {
  const handler = mcpHandler(services, serverFor);
  const answer = (takesKey: boolean) => async (request: FastifyRequest, reply: FastifyReply) => {
    requireHttps(services, request);
    requireOwnHost(services, request);
    if (request.method !== "POST") {
      reply.header("allow", "POST");
      throw new Failure("METHOD_NOT_ALLOWED", "This is an MCP endpoint: messages are sent with POST.");
    }
    request.raw.socket?.setTimeout?.(0); // a tool may fetch for longer than a connection may be idle
    const credentials = { ...credentialsOf("mcp", request), ...(!takesKey && { token: undefined }) };
    const isKeyless = !takesKey || request.headers.authorization === undefined;
    const holder = isKeyless ? undefined : await holderOf(services, credentials.token);
    const bytes = await readBody(request, isKeyless ? keylessBodyBytesMax : bodyBytesMax);
    const message = quietly(() => parseJson(bytes));
    if (message === undefined) return reply.code(400).send(parseError);
    if (isKeyless && ![message].flat().every(needsNoKey)) throw fail.unauthenticated();
    return reply.send(
      await handler.fetch(webRequest(request, reply), {
        authInfo: {
          token: credentials.token ?? "",
          clientId: "",
          scopes: [],
          extra: { caller: { credentials, holder } },
        },
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

function requireOwnHost({ config }: TransportServices, request: FastifyRequest): void {
  if (!isAllowedHost(config, request.hostname))
    throw fail.forbidden(
      "This host name is not the server's own. Set PUBLIC_URL to the address that clients use.",
    );
  if (!isAllowedOrigin(config, request.headers.origin))
    throw fail.forbidden("Pages of this origin may not call MCP here.");
}

/** Who holds a key. A header without a key, and a key that is not live, end here, before a message is even read. */
async function holderOf({ keyCache }: TransportServices, token: string | undefined): Promise<KeyHolder> {
  if (token === undefined) throw fail.unauthenticated();
  const live = await keyCache.find(token);
  if (!live) throw fail.invalidKey();
  return live;
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

function quietly<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
