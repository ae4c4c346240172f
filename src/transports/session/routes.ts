import type { FastifyInstance, FastifyReply } from "fastify";
import { openUpload } from "../../features/library/assets/upload/staging/open-upload.ts";
import type { AnyOperation } from "../../kernel/operation.ts";
import { answerSchema } from "../http/answer-schema.ts";
import { ndjson } from "../http/ndjson.ts";
import { pathParameters } from "../http/read-input.ts";
import { readJson } from "../http/read-json.ts";
import { sameOriginOnly } from "../http/same-origin.ts";
import { readUpload, takeUploads, uploadFields } from "../rest/read-upload.ts";
import { sessionCredentials } from "./credentials.ts";
import { eventsRoute } from "./events/routes.ts";
import type { SessionServices } from "./services.ts";
import { trashThumbRoute } from "./trash-thumb.ts";

/** The prefix of every path: `POST /api/app/listAssets`. */
export const sessionPrefix = "/api/app";

/** The operations that a signed-in person can call: all except those for keys and for operators. */
export const sessionOperations = (operations: readonly AnyOperation[]): AnyOperation[] =>
  operations.filter(({ access }) => access.kind !== "key" && access.kind !== "operator");

/**
 * The session transport: every operation at `POST /api/app/<name>`, its input as JSON, the session in a cookie. Uploads, and
 * operations whose input names no organization, take it from the query: `?organizationId=acme-co`.
 */
export async function sessionRoutes(
  app: FastifyInstance,
  services: SessionServices,
  heartbeatMs?: number,
): Promise<void> {
  sameOriginOnly(app, services);
  await takeUploads(app);
  for (const operation of sessionOperations(services.operations)) mount(app, services, operation);
  trashThumbRoute(app, services);
  eventsRoute(app, services, heartbeatMs);
}

function mount(app: FastifyInstance, services: SessionServices, operation: AnyOperation): void {
  const { streams, rest } = operation;
  const inQuery = [...pathParameters(rest?.path ?? ""), ...(rest?.query ?? [])];
  app.route({
    method: "POST",
    url: `${sessionPrefix}/${operation.name}`,
    config: operation.takesFiles ? { upload: "multipart" } : {},
    ...(!streams && { schema: { response: { 200: answerSchema(operation.output) } } }),
    handler: async (request, reply) => {
      const credentials = await sessionCredentials(services, request, reply);
      const named = request.query as Record<string, string>;
      if (operation.takesFiles) {
        const known = uploadFields(request, inQuery);
        await using upload = openUpload(services);
        const data = await services.invoke(operation, {
          ...credentials,
          known,
          read: async (caller) => ({
            ...known,
            ...(await readUpload(request, upload.by(caller, { assetId: named.assetId }))),
          }),
        });
        upload.committed(data);
        return { data };
      }
      // Read before access is decided, since it names the organization. Bodies are small, and only pages of this server get here.
      const input =
        credentials.session || operation.access.kind === "anonymous" ? await readJson(request) : {};
      const output = await services.invoke(operation, {
        ...credentials,
        known: { ...named, ...input },
        read: () => input,
      });
      if (streams) return sendLines(reply, output as AsyncIterable<unknown>);
      return { data: output };
    },
  });
}

const sendLines = (reply: FastifyReply, lines: AsyncIterable<unknown>): FastifyReply =>
  reply.type("application/x-ndjson; charset=utf-8").send(ndjson(lines));
