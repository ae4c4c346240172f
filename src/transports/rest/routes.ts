import type { FastifyInstance, FastifyRequest, HTTPMethods } from "fastify";
import { Failure } from "../../operation/failure.ts";
import { invoke } from "../../operation/invoke.ts";
import type { AnyOperation, RestRoute } from "../../operation/operation.ts";
import { operations } from "../../operations.ts";
import type { Services } from "../../services.ts";
import { admissionOf, answerFailure, requireHttps } from "../http.ts";
import { answerSchema } from "./answer-schema.ts";
import { requireApiVersion } from "./api-version.ts";
import { inputReader } from "./read-input.ts";
import { readUpload } from "./read-upload.ts";

type RestOperation = AnyOperation & { rest: RestRoute };

export const restOperations = operations.filter(
  (operation): operation is RestOperation => operation.rest !== undefined,
);

/** Mounts every operation that has a place in REST. What is special to one of them is said in its definition. */
export async function restRoutes(app: FastifyInstance, services: Services): Promise<void> {
  // Bodies are read by `invoke`'s caller, once access is decided: Fastify hands the stream on untouched.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", (_request, payload, done) => done(null, payload));

  for (const operation of restOperations) mount(app, services, operation);
  for (const [path, methods] of methodsByPath()) refuseOtherMethods(app, services, path, methods);
}

function mount(app: FastifyInstance, services: Services, operation: RestOperation): void {
  const { method, path, status = 200, body } = operation.rest;
  const readInput = body === "upload" ? undefined : inputReader(operation);
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

function methodsByPath(): Map<string, HTTPMethods[]> {
  const methods = new Map<string, HTTPMethods[]>();
  for (const { rest } of restOperations)
    methods.set(rest.path, [...(methods.get(rest.path) ?? []), rest.method]);
  return methods;
}

const allMethods: HTTPMethods[] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

function refuseOtherMethods(
  app: FastifyInstance,
  services: Services,
  path: string,
  methods: HTTPMethods[],
): void {
  const allowed = methods.includes("GET") ? ["HEAD", ...methods] : methods;
  app.route({
    method: allMethods.filter((method) => !methods.includes(method)),
    url: path,
    handler: (request: FastifyRequest, reply) => {
      reply.header("allow", allowed.join(", "));
      const message = `${request.method} is not supported here. Use ${methods.join(" or ")}.`;
      return answerFailure(services, request, reply, new Failure("METHOD_NOT_ALLOWED", message));
    },
  });
}
