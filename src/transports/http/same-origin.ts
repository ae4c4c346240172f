import type { FastifyInstance, FastifyRequest } from "fastify";
import { fail } from "../../kernel/failure.ts";
import { requireHttps } from "./credentials.ts";
import type { HttpServices } from "./services.ts";

/**
 * Limits an app's routes to pages of this server. They authenticate by cookies, which browsers send with requests of any
 * site (CSRF), so writes must carry this server's `Origin`, and no CORS header lets other sites read an answer.
 */
export function sameOriginOnly(app: FastifyInstance, services: HttpServices): void {
  const { origin } = new URL(services.config.publicUrl);
  app.addHook("onRequest", async (request, reply) => {
    reply.removeHeader("access-control-allow-origin");
    reply.header("cross-origin-resource-policy", "same-origin").header("cache-control", "no-store");
    requireHttps(services, request);
    if (!isFrom(origin, request)) {
      throw fail.forbidden(
        `Only pages at ${origin} can make this request. Open this server at its PUBLIC_URL.`,
      );
    }
  });
}

function isFrom(origin: string, { method, headers }: FastifyRequest): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin") return false;
  // Browsers send no `Origin` when a page reads from its own.
  if (headers.origin === undefined) return method === "GET" || method === "HEAD";
  return headers.origin === origin;
}
