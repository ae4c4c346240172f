import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Failure, fail } from "../../kernel/failure.ts";
import type { AnyOperation, MemoryRoute } from "../../kernel/operation.ts";
import { requestFailure } from "../http/answer-failure.ts";
import { bearerChallenge } from "../http/bearer-challenge.ts";
import { credentialsOf, requireHttps } from "../http/credentials.ts";
import { headerFields } from "../http/header-fields.ts";
import { isLines, ndjson } from "../http/ndjson.ts";
import { refuseOtherMethods } from "../http/other-methods.ts";
import { inputReader } from "../http/read-input.ts";
import type { OperationServices } from "../http/services.ts";
import { idempotencyKey } from "../rest/idempotency-key.ts";
import { jsonSchema } from "../schema/json-schema.ts";
import { memoryFailure } from "./failures.ts";
import { runInParts } from "./lines.ts";
import { isRunOnce } from "./repeatable.ts";

export type MemoryOperation = AnyOperation & { memory: MemoryRoute };

/** The prefix of every path of the memory API. */
export const memoryPrefix = "/api/v1";

/** The operations that the memory API offers. */
export const memoryOperations = (operations: readonly AnyOperation[]): MemoryOperation[] =>
  operations.filter((operation): operation is MemoryOperation => operation.memory !== undefined);

/** Mounts every operation of the memory API: no envelope, no version header, its own error shape. */
export function memoryRoutes(app: FastifyInstance, services: OperationServices): void {
  app.addHook("onSend", (_request, reply, _payload, done) => {
    reply.removeHeader("vary");
    // Answers hold people's messages, so no cache may keep them.
    reply.header("cache-control", "no-store");
    done();
  });
  app.setErrorHandler((error, request, reply) =>
    answerMemoryFailure(reply, requestFailure(services, request, error)),
  );

  const operations = memoryOperations(services.operations);
  for (const operation of operations) mount(app, services, operation);
  refuseOtherMethods(
    app,
    operations.map(({ memory }) => ({ method: memory.method, path: `${memoryPrefix}${memory.path}` })),
    (_request, reply, failure) => answerMemoryFailure(reply, failure),
  );
  app.all(`${memoryPrefix}/*`, (request, reply) =>
    answerMemoryFailure(
      reply,
      new Failure(
        "ENDPOINT_NOT_FOUND",
        `${request.method} does not exist at this path. See /docs for the API reference.`,
      ),
    ),
  );
}

function mount(app: FastifyInstance, services: OperationServices, operation: MemoryOperation): void {
  const { method, path, status = 200, headers = {} } = operation.memory;
  const { streams } = operation;
  const readInput = inputReader(operation, operation.memory, "passed on");
  const runsOnce = isRunOnce(operation, operation.memory);
  const withHeaders = (request: FastifyRequest, input: object): object => {
    // A key in a URL ends up in logs, so header fields are only read from headers.
    const misplaced = Object.keys(headers).find((field) => Object.hasOwn(input, field));
    if (misplaced)
      throw fail.input(`Unknown field '${misplaced}': send it as the header '${headers[misplaced]}'.`);
    return { ...input, ...headerFields(operation.memory, request) };
  };
  const read = async (request: FastifyRequest) => withHeaders(request, (await readInput(request)) as object);
  app.route({
    method,
    url: `${memoryPrefix}${path}`,
    config: operation.memory.lines ? { upload: "lines" } : {},
    ...(!streams && {
      schema: { response: { [status]: jsonSchema(operation.output, "output") } },
    }),
    handler: async (request, reply) => {
      requireHttps(services, request);
      const known = request.params as Record<string, string>;
      const { lines } = operation.memory;
      if (lines && isLines(request)) {
        const run = (records: () => Promise<unknown[]>) =>
          services.invoke(operation, {
            ...credentialsOf("memory", request),
            known,
            read: async () => ({
              ...withHeaders(request, request.query as object),
              [lines]: await records(),
            }),
          }) as Promise<object>;
        reply.code(status);
        return runInParts(request, run);
      }
      const key = runsOnce ? idempotencyKey(request) : undefined;
      const output = await services.invoke(operation, {
        ...credentialsOf("memory", request),
        known,
        ...(key !== undefined && { idempotencyKey: key }),
        onReplay: () => void reply.header("idempotent-replayed", "true"),
        read: () => read(request),
      });
      if (streams)
        return reply
          .type("application/x-ndjson; charset=utf-8")
          .send(ndjson(output as AsyncIterable<unknown>));
      reply.code(status);
      return output;
    },
  });
}

function answerMemoryFailure(reply: FastifyReply, failure: Failure): FastifyReply {
  const { status, body } = memoryFailure(failure);
  if (failure.retryAfterSeconds !== undefined) reply.header("retry-after", failure.retryAfterSeconds);
  const challenge = bearerChallenge(failure);
  if (challenge) reply.header("www-authenticate", challenge);
  return reply.code(status).type("application/json; charset=utf-8").serializer(JSON.stringify).send(body);
}
