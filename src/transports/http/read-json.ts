import type { FastifyRequest } from "fastify";
import { fail } from "../../kernel/failure.ts";
import { parseJson, readBody } from "./read-body.ts";

// The largest valid body, 100 ids and 20 tags, has about 10 kB.
const bodyBytesMax = 1024 * 1024;

/** Reads the JSON object in a request's body; `{}` when there is no body. */
export async function readJson(request: FastifyRequest): Promise<Record<string, unknown>> {
  const bytes = await readBody(request, bodyBytesMax);
  if (bytes.length === 0) return {};
  const type = request.headers["content-type"];
  if (type !== undefined && !/^application\/(json|[\w.+-]+\+json)\b/i.test(type)) {
    throw fail.input("Send the body as JSON, with 'Content-Type: application/json'.");
  }
  const value = parseJson(bytes);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw fail.input("The body must be a JSON object.");
  }
  return value as Record<string, unknown>;
}
