import type { FastifyInstance } from "fastify";
import { claimPage } from "../claims/page.ts";
import type { Services } from "../services.ts";
import { startPage } from "./start-page.ts";

/** The few HTML pages that the server writes itself. */
export function pageRoutes(app: FastifyInstance, services: Services): void {
  const images = `img-src data: 'self' ${new URL(services.config.cdnUrl).origin}`;
  const pagePolicy = `default-src 'none'; ${images}; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
  app.addHook("onRequest", async (_request, reply) => {
    reply.headers({ "content-security-policy": pagePolicy, "referrer-policy": "no-referrer" });
  });
  app.get("/", async (_request, reply) =>
    reply.type("text/html; charset=utf-8").send(startPage(services.config)),
  );
  app.get<{ Params: { token: string } }>("/claim/:token", async (request, reply) => {
    const { status, html } = await claimPage(services, request.params.token);
    return reply.code(status).type("text/html; charset=utf-8").header("cache-control", "no-store").send(html);
  });
}
