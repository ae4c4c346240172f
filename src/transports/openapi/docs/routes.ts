import type { FastifyInstance } from "fastify";
import { sendDocument } from "../../http/cached-document.ts";
import type { HttpServices } from "../../http/services.ts";
import type { BuiltApp } from "../../web-app/built.ts";
import { sendNotBuilt } from "../../web-app/not-built.ts";

/** `/docs`: the API reference. Everything on the page comes from this server; its policy allows nothing else. */
export async function docsRoutes(
  app: FastifyInstance,
  { config }: Pick<HttpServices, "config">,
  built: BuiltApp | undefined,
): Promise<void> {
  app.addHook("onRequest", async (_request, reply) => {
    reply.headers({ "content-security-policy": policy(config.publicUrl), "referrer-policy": "no-referrer" });
  });
  app.get("/docs", (request, reply) =>
    built ? sendDocument(request, reply, built.docs, 0) : sendNotBuilt(reply, "the API reference"),
  );
}

// The reference sets inline styles. "Test Request" calls the API at its public address.
const policy = (publicUrl: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src data:",
    `connect-src 'self' ${new URL(publicUrl).origin}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
