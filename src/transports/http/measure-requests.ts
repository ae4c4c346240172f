import type { FastifyInstance } from "fastify";
import type { Metrics } from "../../platform/metrics.ts";

/** Counts every answer by its route, which is one of a closed list: paths that lead nowhere are one. */
export function measureRequests(app: FastifyInstance, metrics: Metrics): void {
  const transports = new Map<string, string>();
  app.addHook("onResponse", ({ method, routeOptions }, reply, done) => {
    const route = routeOptions.url ?? "none";
    const transport = transports.get(route) ?? transportOf(route);
    transports.set(route, transport);
    const known = methods.has(method) ? method : "other";
    metrics.answered({
      route,
      method: known,
      status: reply.statusCode,
      transport,
      seconds: reply.elapsedTime / 1000,
    });
    done();
  });
}

const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

const beginnings = [
  ["/api/v1", "memory"],
  ["/api/", "app"],
  ["/graphql", "graphql"],
  ["/mcp", "mcp"],
  ["/cdn", "files"],
  ["/health", "operator"],
  ["/metrics", "operator"],
  ...["/organizations", "/libraries", "/me", "/uploads", "/files", "/downloads"].map(
    (path) => [path, "rest"] as const,
  ),
] as const;

/** The name of a route's transport in metrics. */
export const transportOf = (route: string): string =>
  beginnings.find(([beginning]) => route.startsWith(beginning))?.[1] ?? "pages";
