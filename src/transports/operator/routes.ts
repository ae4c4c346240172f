import { createHash, timingSafeEqual } from "node:crypto";
import Fastify, { type FastifyInstance, type FastifyRequest } from "fastify";
import { Failure } from "../../kernel/failure.ts";
import type { Health } from "../../platform/health.ts";
import type { Metrics } from "../../platform/metrics.ts";
import { requireHttps } from "../http/credentials.ts";
import type { HttpServices } from "../http/services.ts";

export interface OperatorServices extends HttpServices {
  health: Health;
  metrics: Metrics;
}

/** `/health/live` and `/health/ready` for everyone; details and `/metrics` with `OPERATOR_TOKEN`. */
export function operatorRoutes(app: FastifyInstance, services: OperatorServices): void {
  const { operatorToken } = services.config;
  const isOperator = (request: FastifyRequest) =>
    operatorToken !== undefined && sameText(request.headers.authorization ?? "", `Bearer ${operatorToken}`);
  healthRoutes(app, services, isOperator);
  if (operatorToken === undefined) return;
  metricsRoute(app, services, (request) => {
    requireHttps(services, request);
    if (isOperator(request)) return;
    throw new Failure("UNAUTHENTICATED", "Send OPERATOR_TOKEN as 'Authorization: Bearer <token>'.");
  });
}

/** The same at a port of its own, without a token. For every role, workers too. */
export async function openOperatorApp(services: OperatorServices): Promise<FastifyInstance> {
  const app = Fastify({ logger: false, forceCloseConnections: true });
  healthRoutes(app, services, () => true);
  metricsRoute(app, services, () => {});
  await app.ready();
  return app;
}

const config = { neverShed: true } as const;

function healthRoutes(
  app: FastifyInstance,
  { health }: OperatorServices,
  maySeeDetails: (request: FastifyRequest) => boolean,
): void {
  app.get("/health/live", { config }, async (_request, reply) => {
    reply.header("cache-control", "no-store");
    return { status: "live" };
  });
  app.get<{ Querystring: { verbose?: string } }>("/health/ready", { config }, async (request, reply) => {
    const { ready, checks } = await health.report();
    reply.code(ready ? 200 : 503).header("cache-control", "no-store");
    if (!ready) reply.header("retry-after", 5);
    const verbose = request.query.verbose !== undefined && maySeeDetails(request);
    return { status: ready ? "ready" : "unavailable", ...(verbose && { checks }) };
  });
}

function metricsRoute(
  app: FastifyInstance,
  { metrics }: OperatorServices,
  allow: (request: FastifyRequest) => void,
): void {
  app.get("/metrics", { config }, async (request, reply) => {
    allow(request);
    reply.header("content-type", metrics.contentType).header("cache-control", "no-store");
    return metrics.text();
  });
}

/** Compares in a time that tells nothing. */
const sameText = (one: string, other: string): boolean => timingSafeEqual(sha256(one), sha256(other));
const sha256 = (text: string) => createHash("sha256").update(text).digest();
