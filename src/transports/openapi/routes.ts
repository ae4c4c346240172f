import type { FastifyInstance } from "fastify";
import { cachedDocument, sendDocument } from "../http/cached-document.ts";
import type { OperationServices } from "../http/services.ts";
import { openApiDocument } from "./document.ts";

// Short, so that clients soon see a new version of the server. They revalidate by ETag.
const maxAgeSeconds = 300;

/** `GET /openapi.json`, without a key. */
export async function openApiRoute(
  app: FastifyInstance,
  { config, operations }: Pick<OperationServices, "config" | "operations">,
): Promise<void> {
  const document = await cachedDocument(
    "application/json",
    JSON.stringify(openApiDocument(config, operations)),
  );
  app.get("/openapi.json", (request, reply) => sendDocument(request, reply, document, maxAgeSeconds));
}
