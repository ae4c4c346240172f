import type { FastifyInstance, FastifyRequest } from "fastify";
import type { SpentLimit } from "../../kernel/rate-limits.ts";

/** Notes a limit that a request counted against. Of several calls in one request, the last one counts. */
export function noteLimit(request: FastifyRequest, limit: SpentLimit): void {
  request.spentLimits ??= new Map();
  request.spentLimits.set(limit.name, limit);
}

/** `RateLimit-Policy` and `RateLimit`, as in draft-ietf-httpapi-ratelimit-headers-11. */
export function sendRateLimits(app: FastifyInstance): void {
  app.decorateRequest("spentLimits");
  app.addHook("onSend", (request, reply, _payload, done) => {
    const limits = request.spentLimits;
    if (limits) {
      const all = [...limits.values()];
      reply.header(
        "ratelimit-policy",
        all.map(({ name, max, windowSeconds }) => `"${name}";q=${max};w=${windowSeconds}`).join(", "),
      );
      reply.header(
        "ratelimit",
        all.map(({ name, left, resetSeconds }) => `"${name}";r=${left};t=${resetSeconds}`).join(", "),
      );
    }
    done();
  });
}

declare module "fastify" {
  interface FastifyRequest {
    spentLimits?: Map<SpentLimit["name"], SpentLimit>;
  }
}
