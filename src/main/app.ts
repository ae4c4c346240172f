import type { FastifyInstance, FastifyPluginAsync } from "fastify";
import { deliveryRoutes } from "../features/library/delivery/routes.ts";
import { discoveryRoutes } from "../transports/discovery/routes.ts";
import { downloadRoutes } from "../transports/downloads/routes.ts";
import { graphqlRoutes } from "../transports/graphql/routes.ts";
import { guideRoutes } from "../transports/guides/routes.ts";
import { firstSegments } from "../transports/http/first-segments.ts";
import { sameOriginOnly } from "../transports/http/same-origin.ts";
import { openHttp } from "../transports/http/server.ts";
import { leakRoutes } from "../transports/leaks/routes.ts";
import { mcpRoutes } from "../transports/mcp/routes.ts";
import type { ServerFor } from "../transports/mcp/server.ts";
import { mem0Routes } from "../transports/mem0/routes.ts";
import { memoryRoutes } from "../transports/memory-rest/routes.ts";
import { oauthRoutes } from "../transports/oauth/routes.ts";
import { docsRoutes } from "../transports/openapi/docs/routes.ts";
import { openApiRoute } from "../transports/openapi/routes.ts";
import { operatorRoutes } from "../transports/operator/routes.ts";
import { putUploadRoute } from "../transports/rest/put-upload.ts";
import { takeUploads } from "../transports/rest/read-upload.ts";
import { restRoutes } from "../transports/rest/routes.ts";
import { authRoutes } from "../transports/session/auth/routes.ts";
import { singleSignOnCallback } from "../transports/session/auth/single-sign-on.ts";
import { sessionPrefix, sessionRoutes } from "../transports/session/routes.ts";
import { shareRoutes } from "../transports/shares/routes.ts";
import { tusRoutes } from "../transports/tus/routes.ts";
import { type BuiltApp, builtApp } from "../transports/web-app/built.ts";
import { webAppRoutes } from "../transports/web-app/routes.ts";
import type { Services } from "./services.ts";

/** Parts that tests replace. */
export interface AppParts {
  mcpServers?: ServerFor;
  heartbeatMs?: number;
  /** null: as if the web app had not been built. */
  webApp?: BuiltApp | null;
}

/** All transports as one HTTP app that does not listen yet: `serve` listens, and tests inject requests. */
export async function openApp(services: Services, parts: AppParts = {}): Promise<FastifyInstance> {
  const app = await openHttp(services);
  const taken = firstSegments(app);
  const { webApp = await builtApp() } = parts;
  for (const transport of transports(services, parts, webApp ?? undefined, taken)) {
    await app.register(transport);
  }
  await app.ready();
  return app;
}

/** Registers each in a separate scope, so that hooks, parsers and error handlers do not mix. */
const transports = (
  services: Services,
  parts: AppParts,
  built: BuiltApp | undefined,
  taken: ReadonlySet<string>,
): FastifyPluginAsync[] => [
  async (rest) => {
    await restRoutes(rest, services);
    await takeUploads(rest);
  },
  async (operator) => operatorRoutes(operator, services),
  async (put) => putUploadRoute(put, services),
  async (tus) => tusRoutes(tus, services, "/files", false),
  async (tus) => {
    sameOriginOnly(tus, services);
    tusRoutes(tus, services, `${sessionPrefix}/files`, true);
  },
  async (downloads) => downloadRoutes(downloads, services),
  async (leaks) => leakRoutes(leaks, services),
  async (mcp) => mcpRoutes(mcp, services, parts.mcpServers),
  async (memory) => memoryRoutes(memory, services),
  async (mem0) => mem0Routes(mem0, services),
  async (auth) => authRoutes(auth, services),
  async (callback) => singleSignOnCallback(callback, services),
  async (oauth) => oauthRoutes(oauth, services),
  async (session) => sessionRoutes(session, services, parts.heartbeatMs),
  async (graphql) => graphqlRoutes(graphql, services, built),
  async (delivery) => deliveryRoutes(delivery, services),
  async (reference) => openApiRoute(reference, services),
  async (shares) => shareRoutes(shares, services),
  async (discovery) => discoveryRoutes(discovery, services),
  async (guides) => guideRoutes(guides, services),
  async (docs) => docsRoutes(docs, services, built),
  async (pages) => webAppRoutes(pages, services, built, taken),
];
