import { toWebRequest } from "@modelcontextprotocol/node";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { KeyCaller } from "../../operation/caller.ts";
import { fail } from "../../operation/failure.ts";
import type { Services } from "../../services.ts";
import { admissionOf, answerFailure, requireHttps } from "../http.ts";
import { parseJson, readBody } from "../read-body.ts";
import { isAllowedHost, isAllowedOrigin } from "./hosts.ts";
import { mcpHandler } from "./server.ts";

// Twenty base64 pictures of a megabyte each.
const bodyBytesMax = 32 * 1024 * 1024;

/** What may be asked without a key: to meet, and to start from nothing. */
const anonymousMethods = new Set([
  "initialize",
  "notifications/initialized",
  "ping",
  "server/discover",
  "tools/list",
]);
const anonymousTool = "create_organization";

/** Streamable HTTP at `/mcp` and `/mcp/anonymous`; on a host named `mcp.*` also at `/` and `/anonymous`. */
export function mcpRoutes(app: FastifyInstance, services: Services): void {
  const handler = mcpHandler(services, bodyBytesMax);
  app.addHook("onClose", () => handler.close());
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", (_request, payload, done) => done(null, payload));

  const answer = (withKey: boolean) => async (request: FastifyRequest, reply: FastifyReply) => {
    requireHttps(services, request);
    if (!isAllowedHost(services.config, request.hostname)) {
      throw fail.forbidden(
        "This host name is not the server's own. Set PUBLIC_URL to the address that clients use.",
      );
    }
    if (!isAllowedOrigin(services.config, request.headers.origin))
      throw fail.forbidden("Pages of this origin may not call MCP here.");
    const body = request.method === "POST" ? parseJson(await readBody(request, bodyBytesMax)) : undefined;
    const admission = { ...admissionOf("mcp", request), ...(!withKey && { token: undefined }) };
    const grants = await grantsOf(
      services,
      withKey ? request.headers.authorization : undefined,
      admission.token,
      body,
    );
    const gone = new AbortController();
    reply.raw.once("close", () => gone.abort());
    const webRequest = await toWebRequest(request.raw, body ?? {}, { signal: gone.signal });
    const authInfo = {
      token: admission.token ?? "",
      clientId: "",
      scopes: [],
      extra: { caller: { admission, grants } },
    };
    return reply.send(
      await handler.fetch(webRequest, { authInfo, ...(body !== undefined && { parsedBody: body }) }),
    );
  };

  const method = ["GET", "POST", "DELETE"] as ["GET", "POST", "DELETE"];
  const exposeHeadRoute = false;
  app.route({ method, url: "/mcp", exposeHeadRoute, handler: answer(true) });
  app.route({ method, url: "/mcp/anonymous", exposeHeadRoute, handler: answer(false) });
  const constraints = { kindOfHost: "mcp" };
  app.route({ method, url: "/", constraints, exposeHeadRoute, handler: answer(true) });
  app.route({ method, url: "/anonymous", constraints, exposeHeadRoute, handler: answer(false) });
  app.setErrorHandler((error, request, reply) => {
    reply.removeHeader("vary");
    return answerFailure(services, request, reply, error);
  });
}

/** What the key reaches; undefined when there is none and none is needed. Every other request ends here, before any tool. */
async function grantsOf(
  { keyring }: Services,
  authorization: string | undefined,
  token: string | undefined,
  body: unknown,
): Promise<KeyCaller["grants"] | undefined> {
  if (authorization === undefined && [body].flat().every(needsNoKey)) return undefined;
  if (token === undefined) throw fail.unauthenticated();
  const live = await keyring.find(token);
  if (!live) throw fail.invalidKey();
  return live.grants;
}

function needsNoKey(message: unknown): boolean {
  const { method, params } = (message ?? {}) as { method?: unknown; params?: { name?: unknown } };
  return (
    typeof method === "string" &&
    (anonymousMethods.has(method) || (method === "tools/call" && params?.name === anonymousTool))
  );
}
