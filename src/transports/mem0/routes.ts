import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { me } from "../../features/library/onboarding/operations/me.ts";
import { Failure } from "../../kernel/failure.ts";
import { requestFailure } from "../http/answer-failure.ts";
import { credentialsOf, requireHttps } from "../http/credentials.ts";
import { headerFields } from "../http/header-fields.ts";
import type { OperationServices } from "../http/services.ts";
import { memoryFailure } from "../memory-rest/failures.ts";
import type { Ask } from "./ask.ts";
import { changeBatch, deleteBatch, deleteEntity, entities, profile } from "./entities.ts";
import { add, change, deleteAll, deleteOne, history, list, read, search } from "./memories.ts";

/** The `host` of a mem0 client is the server's address with this path. */
export const mem0Prefix = "/mem0";

type Handler = (ask: Ask, request: FastifyRequest) => Promise<unknown>;

/** What a client of mem0 calls, by method and path. */
const routes: [method: "GET" | "POST" | "PUT" | "DELETE", path: string, handler: Handler][] = [
  ["GET", "/v1/ping/", ping],
  ["POST", "/v3/memories/add/", add],
  ["POST", "/v3/memories/search/", search],
  ["POST", "/v3/memories/", list],
  ["GET", "/v1/memories/:id/", read],
  ["PUT", "/v1/memories/:id/", change],
  ["DELETE", "/v1/memories/:id/", deleteOne],
  ["GET", "/v1/memories/:id/history/", history],
  ["DELETE", "/v1/memories/", deleteAll],
  ["PUT", "/v1/batch/", changeBatch],
  ["DELETE", "/v1/batch/", deleteBatch],
  ["GET", "/v1/entities/", entities],
  ["DELETE", "/v2/entities/:type/:name/", deleteEntity],
  ["GET", "/v2/entities/user/:name/profile/", profile],
];

/**
 * The wire of mem0's hosted API, as far as its client uses it for memories and their users, so that a program moves to this
 * server by its `host`. Every call runs operations of the memory API with the caller's key.
 */
export function mem0Routes(app: FastifyInstance, services: OperationServices): void {
  app.addHook("onSend", (_request, reply, _payload, done) => {
    // Answers hold people's messages, so no cache may keep them.
    reply.header("cache-control", "no-store");
    done();
  });
  app.setErrorHandler((error, request, reply) => answer(reply, requestFailure(services, request, error)));
  for (const [method, path, handler] of routes)
    app.route({
      method,
      url: `${mem0Prefix}${path}`,
      handler: async (request) => {
        requireHttps(services, request);
        const credentials = { ...credentialsOf("memory", request), token: tokenOf(request) };
        return handler(
          (operation, input) =>
            services.invoke(operation, {
              ...credentials,
              known: {},
              read: async () => ({ ...(await input()), ...headerFields(operation.memory ?? {}, request) }),
            }),
          request,
        );
      },
    });
  app.all(`${mem0Prefix}/*`, (_request, reply) =>
    answer(
      reply,
      new Failure(
        "ENDPOINT_NOT_FOUND",
        "This server speaks mem0's API for memories, entities and profiles. See /docs/memory for everything else.",
      ),
    ),
  );
}

async function ping(ask: Ask): Promise<object> {
  const { organizationId } = await ask(me, () => ({}));
  return { status: "ok", org_id: organizationId, project_id: organizationId };
}

/** Clients of mem0 send `Token <key>`. */
const tokenOf = ({ headers }: FastifyRequest): string | undefined =>
  /^(?:Token|Bearer) +(\S+) *$/i.exec(headers.authorization ?? "")?.[1];

function answer(reply: FastifyReply, failure: Failure): FastifyReply {
  const { status, body } = memoryFailure(failure);
  if (failure.retryAfterSeconds !== undefined) reply.header("retry-after", failure.retryAfterSeconds);
  return reply.code(status).send(body);
}
