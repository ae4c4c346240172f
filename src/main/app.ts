import type { FastifyInstance } from "fastify";
import { deliveryRoutes } from "../features/library/delivery/routes.ts";
import { discoveryRoutes } from "../transports/discovery/routes.ts";
import { graphqlRoutes } from "../transports/graphql/routes.ts";
import { openHttp } from "../transports/http/server.ts";
import { putUploadRoute } from "../transports/http/put-upload.ts";
import { mcpRoutes } from "../transports/mcp/routes.ts";
import type { ServerFor } from "../transports/mcp/server.ts";
import { memoryRoutes } from "../transports/memory-rest/routes.ts";
import { docsRoutes } from "../transports/openapi/docs/routes.ts";
import { openApiRoute } from "../transports/openapi/routes.ts";
import { takeUploads } from "../transports/rest/read-upload.ts";
import { restRoutes } from "../transports/rest/routes.ts";
import { authRoutes } from "../transports/session/auth-routes.ts";
import { sessionRoutes } from "../transports/session/routes.ts";
import type { BuiltApp } from "../transports/web-app/built.ts";
import { webAppRoutes } from "../transports/web-app/routes.ts";
import type { Services } from "./services.ts";

/** What tests put in place of the application's own. */
export interface AppParts {
  mcpServers?: ServerFor;
  heartbeatMs?: number;
  /** null: as if it had not been built. */
  webApp?: BuiltApp | null;
}

/** Services and transports as one HTTP app, not listening yet: what `main` serves and tests inject into. */
export async function openApp(services: Services, parts: AppParts = {}): Promise<FastifyInstance> {
  const app = await openHttp(services);
  await app.register(async (rest) => {
    await restRoutes(rest, services);
    await takeUploads(rest);
  });
  await app.register(async (put) => putUploadRoute(put, services));
  await app.register(async (mcp) => mcpRoutes(mcp, services, parts.mcpServers));
  await app.register(async (memory) => memoryRoutes(memory, services));
  await app.register(async (auth) => authRoutes(auth, services));
  await app.register(async (transport) => sessionRoutes(transport, services, parts.heartbeatMs));
  await app.register(async (graphql) => graphqlRoutes(graphql, services));
  await app.register(async (delivery) => deliveryRoutes(delivery, services));
  await app.register(async (reference) => openApiRoute(reference, services));
  await app.register(async (discovery) => discoveryRoutes(discovery, services));
  await app.register(async (docs) => docsRoutes(docs, services));
  await app.register(async (pages) => webAppRoutes(pages, services, parts.webApp));
  await app.ready();
  return app;
}
