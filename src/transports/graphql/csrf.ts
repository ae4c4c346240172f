import type { FastifyRequest } from "fastify";
import { fail } from "../../kernel/failure.ts";
import { preflightHeaders } from "../http/answer-headers.ts";

/**
 * Refuses a multipart request that a browser would send for any web page without a preflight (CSRF). `Authorization` does
 * not count: a client must opt in explicitly, whatever its credentials.
 */
export function requirePreflight({ headers }: FastifyRequest): void {
  if (preflightHeaders.some((name) => headers[name.toLowerCase()])) return;
  throw fail.input(`Send the header '${preflightHeaders[0]}: true' with multipart requests.`);
}
