import type { FastifyInstance, FastifyRequest } from "fastify";
import { openUpload } from "../../features/library/assets/upload/staging/open-upload.ts";
import type { LibraryServices } from "../../features/library/services.ts";
import type { Call } from "../../kernel/invoke.ts";
import type { AnyOperation, RestRoute } from "../../kernel/operation.ts";
import { answerFailure } from "../http/answer-failure.ts";
import { answerWriter, jsonType } from "../http/answer-schema.ts";
import { credentialsOf, requireHttps } from "../http/credentials.ts";
import { refuseOtherMethods } from "../http/other-methods.ts";
import { inputReader } from "../http/read-input.ts";
import type { OperationServices } from "../http/services.ts";
import type { ApiVersion } from "../versions/version.ts";
import { apiVersions } from "../versions/versions.ts";
import { requireApiVersion } from "./api-version.ts";
import { idempotencyKey } from "./idempotency-key.ts";
import { readOneFile, readUpload, uploadFields } from "./read-upload.ts";

/** Uploads need the services of libraries. */
export interface RestServices extends OperationServices, LibraryServices {}

type RestOperation = AnyOperation & { rest: RestRoute };

/** The operations that REST offers. */
export const restOperations = (operations: readonly AnyOperation[]): RestOperation[] =>
  operations.filter((operation): operation is RestOperation => operation.rest !== undefined);

/** Mounts every operation that has a REST route. */
export async function restRoutes(app: FastifyInstance, services: RestServices): Promise<void> {
  const operations = restOperations(services.operations);
  for (const operation of operations) mount(app, services, operation);
  refuseOtherMethods(
    app,
    operations.map(({ rest }) => rest),
    (request, reply, failure) => answerFailure(services, request, reply, failure),
  );
}

function mount(app: FastifyInstance, services: RestServices, operation: RestOperation): void {
  const { method, path, status = 200, query } = operation.rest;
  const edges = new Map(apiVersions.map((version) => [version.date, edgeOf(version, operation)]));
  const readFiles = method === "PUT" ? readOneFile : readUpload;
  const upload = method === "PUT" ? "bytes" : "multipart";
  app.route({
    method,
    url: path,
    config: operation.takesFiles ? { upload } : {},
    handler: async (request, reply) => {
      requireHttps(services, request);
      const edge = edges.get(requireApiVersion(request).date) as Edge;
      const known = request.params as Record<string, string>;
      const key = idempotencyKey(request);
      let isReplay = false;
      const call = {
        ...credentialsOf("rest", request),
        known,
        ...(key !== undefined && { idempotencyKey: key }),
        onReplay() {
          isReplay = true;
          reply.header("idempotent-replayed", "true");
        },
      };
      const answer = operation.takesFiles
        ? await withFiles(request, call, () => isReplay)
        : await services.invoke(operation, { ...call, read: () => edge.read(request) });
      return reply.code(status).type(jsonType).send(edge.write(answer));
    },
  });

  /** Calls the operation with the files of the request. What is not kept of them is deleted when this returns. */
  async function withFiles(
    request: FastifyRequest,
    call: UploadCall,
    isReplay: () => boolean,
  ): Promise<unknown> {
    await using upload = openUpload(services);
    const answer = await services.invoke(operation, {
      ...call,
      read: async (caller) => ({
        ...uploadFields(request, query),
        ...(await readFiles(request, upload.by(caller, { assetId: call.known.assetId }))),
      }),
    });
    // The files of a repeated call are not used.
    if (!isReplay()) upload.committed(answer);
    return answer;
  }
}

interface UploadCall extends Omit<Call, "read"> {
  known: Readonly<Record<string, string>>;
}

/** How one version reads the input of an operation and writes its answer. */
interface Edge {
  read(request: FastifyRequest): Promise<unknown>;
  write(answer: unknown): string;
}

function edgeOf(version: ApiVersion, operation: RestOperation): Edge {
  const { input, output, shape, check } = version.of(operation);
  const readInput = inputReader({ ...operation, input }, operation.rest);
  const write = answerWriter(output);
  return {
    async read(request) {
      const given = await readInput(request);
      check(given);
      return given;
    },
    write: (answer) => write({ data: shape(answer) }),
  };
}
