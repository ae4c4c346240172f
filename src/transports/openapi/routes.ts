import type { FastifyInstance } from "fastify";
import { cachedDocument, sendDocument } from "../http/cached-document.ts";
import { once } from "../http/once.ts";
import type { OperationServices } from "../http/services.ts";
import { apiVersions, newestVersion, versionOf } from "../versions/versions.ts";
import { openApiDocument } from "./document.ts";

// Short, so that clients soon see a new version of the server. They revalidate by ETag.
const maxAgeSeconds = 300;

/** `GET /openapi.json`, without a key: the document of `?version=`, else of the `Api-Version` header, else the newest. */
export function openApiRoute(
  app: FastifyInstance,
  { config, operations }: Pick<OperationServices, "config" | "operations">,
): void {
  // Made on the first request: a start is to be quick, and most servers are rarely asked.
  const documents = new Map(
    apiVersions.map((version) => [
      version.date,
      once(() =>
        cachedDocument("application/json", JSON.stringify(openApiDocument(config, operations, version))),
      ),
    ]),
  );
  app.get<{ Querystring: { version?: string | string[] } }>("/openapi.json", async (request, reply) => {
    const [date] = [request.query.version].flat();
    const version = date
      ? versionOf(date, "version")
      : (apiVersions.find((one) => one.date === request.headers["api-version"]) ?? newestVersion);
    const document = documents.get(version.date);
    if (!document) throw new Error(`No document of ${version.date}`);
    return sendDocument(request, reply, await document(), maxAgeSeconds);
  });
}
