import type { FastifyRequest } from "fastify";
import { fail } from "../../kernel/failure.ts";
import { preflightHeaders } from "../http/answer-headers.ts";

/**
 * Refuses a multipart request that any web page could make a browser send without asking (CSRF). `Authorization` does
 * not count, so that what protects a request is said by its client and not by the kind of credentials it uses.
 */
export function requirePreflight({ headers }: FastifyRequest): void {
  if (preflightHeaders.some((name) => headers[name.toLowerCase()])) return;
  throw fail.input(`Send the header '${preflightHeaders[0]}: true' with multipart requests.`);
}
