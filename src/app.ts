import type { FastifyInstance } from "fastify";
import { deliveryRoutes } from "./delivery/routes.ts";
import type { Services } from "./services.ts";
import { openHttp } from "./transports/http.ts";
import { pageRoutes } from "./transports/pages.ts";
import { takeMultipart } from "./transports/rest/read-upload.ts";
import { restRoutes } from "./transports/rest/routes.ts";

/** Services and transports as one HTTP app, not listening yet: what `main` serves and tests inject into. */
export async function openApp(services: Services): Promise<FastifyInstance> {
  const app = await openHttp(services);
  await app.register(async (rest) => {
    await restRoutes(rest, services);
    await takeMultipart(rest);
  });
  await app.register(async (delivery) => deliveryRoutes(delivery, services));
  await app.register(async (pages) => pageRoutes(pages, services));
  await app.ready();
  return app;
}
