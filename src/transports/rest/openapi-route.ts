import type { FastifyInstance } from "fastify";
import type { Services } from "../../main/services-type.ts";
import { cachedDocument, sendDocument } from "../http/cached-document.ts";
import { openApiDocument } from "./openapi.ts";

// Short, so that clients see a new version of the server soon; they revalidate by ETag.
const maxAgeSeconds = 300;

/** `GET /openapi.json`, open to everyone. */
export async function openApiRoute(app: FastifyInstance, { config }: Services): Promise<void> {
  const document = await cachedDocument("application/json", JSON.stringify(openApiDocument(config)));
  app.get("/openapi.json", (request, reply) => sendDocument(request, reply, document, maxAgeSeconds));
}
