import type { FastifyRequest } from "fastify";
import { fail } from "../../kernel/failure.ts";
import { preflightHeaders } from "../http/answer-headers.ts";

/**
 * Refuses a multipart request that a browser would send for any web page without a preflight (CSRF). A call with a key
 * passes: a page cannot set `Authorization` without a preflight, and browsers do not send keys on their own as they
 * send cookies.
 */
export function requirePreflight({ headers }: FastifyRequest, token: string | undefined): void {
  if (token !== undefined || preflightHeaders.some((name) => headers[name.toLowerCase()])) return;
  throw fail.input(
    `Send the API key as 'Authorization: Bearer <key>', or the header '${preflightHeaders[0]}: true' with multipart requests.`,
  );
}
