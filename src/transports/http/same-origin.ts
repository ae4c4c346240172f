import type { FastifyInstance, FastifyRequest } from "fastify";
import { fail } from "../../kernel/failure.ts";
import type { TransportServices } from "../services.ts";
import { requireHttps } from "./credentials.ts";

/**
 * Keeps an app's routes to pages of this server: they go by cookies, which browsers send along whoever asks (CSRF). What
 * changes something must name this server as its origin; other sites are not told that they may read an answer.
 */
export function sameOriginOnly(app: FastifyInstance, services: TransportServices): void {
  const { origin } = new URL(services.config.publicUrl);
  app.addHook("onRequest", async (request, reply) => {
    reply.removeHeader("access-control-allow-origin");
    reply.header("cross-origin-resource-policy", "same-origin").header("cache-control", "no-store");
    requireHttps(services, request);
    if (!isFrom(origin, request)) {
      throw fail.forbidden(
        `Only pages at ${origin} may ask this. People reach this server at its PUBLIC_URL.`,
      );
    }
  });
}

function isFrom(origin: string, { method, headers }: FastifyRequest): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin") return false;
  // Browsers name no origin when they only read from their own.
  if (headers.origin === undefined) return method === "GET" || method === "HEAD";
  return headers.origin === origin;
}
