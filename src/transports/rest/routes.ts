import type { FastifyInstance } from "fastify";
import { invoke } from "../../kernel/invoke.ts";
import type { AnyOperation, RestRoute } from "../../kernel/operation.ts";
import { operations } from "../../main/registry.ts";
import type { Services } from "../../main/services-type.ts";
import { admissionOf, answerFailure, requireHttps } from "../http/http.ts";
import { answerSchema } from "./answer-schema.ts";
import { requireApiVersion } from "./api-version.ts";
import { refuseOtherMethods } from "./other-methods.ts";
import { inputReader } from "./read-input.ts";
import { readUpload } from "./read-upload.ts";

type RestOperation = AnyOperation & { rest: RestRoute };

export const restOperations = operations.filter(
  (operation): operation is RestOperation => operation.rest !== undefined,
);

/** Mounts every operation that has a place in REST. What is special to one of them is said in its definition. */
export async function restRoutes(app: FastifyInstance, services: Services): Promise<void> {
  for (const operation of restOperations) mount(app, services, operation);
  refuseOtherMethods(
    app,
    restOperations.map(({ rest }) => rest),
    (request, reply, failure) => answerFailure(services, request, reply, failure),
  );
}

function mount(app: FastifyInstance, services: Services, operation: RestOperation): void {
  const { method, path, status = 200, body } = operation.rest;
  const readInput = body === "upload" ? undefined : inputReader(operation, operation.rest);
  app.route({
    method,
    url: path,
    schema: { response: { [status]: answerSchema(operation.output) } },
    handler: async (request, reply) => {
      requireHttps(services, request);
      requireApiVersion(request);
      const known = request.params as Record<string, string>;
      const call = { ...admissionOf("rest", request), known };
      const data = readInput
        ? await invoke(services, operation, { ...call, read: () => readInput(request) })
        : await readUpload(services, request, (read) => invoke(services, operation, { ...call, read }));
      reply.code(status);
      return { data };
    },
  });
}
