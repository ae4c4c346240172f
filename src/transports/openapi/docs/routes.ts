import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { cachedDocument, forever, sendDocument } from "../../http/cached-document.ts";
import { once } from "../../http/once.ts";
import type { HttpServices } from "../../http/services.ts";
import { docsPage } from "./page.ts";
import { referenceScript } from "./reference-script.ts";

/**
 * `/docs`: the API reference. Its script has over a megabyte: the page asks for it by a hash of its content, so that
 * browsers load it once. Everything on the page comes from this server; its policy allows nothing else.
 */
export async function docsRoutes(
  app: FastifyInstance,
  { config }: Pick<HttpServices, "config">,
): Promise<void> {
  const start = await cachedDocument(
    "text/javascript",
    await readFile(join(import.meta.dirname, "start.js")),
  );
  const reference = once(async () => {
    const script = await cachedDocument("text/javascript", await referenceScript());
    const version = script.etag.replaceAll('"', "");
    return { script, version, page: await cachedDocument("text/html", docsPage(version)) };
  });

  app.addHook("onRequest", async (_request, reply) => {
    reply.headers({ "content-security-policy": policy(config.publicUrl), "referrer-policy": "no-referrer" });
  });
  app.get("/docs", async (request, reply) => sendDocument(request, reply, (await reference()).page, 0));
  app.get("/docs/start.js", (request, reply) => sendDocument(request, reply, start, 0));
  app.get<{ Querystring: { v?: string } }>("/docs/reference.js", async (request, reply) => {
    const { script, version } = await reference();
    return sendDocument(request, reply, script, request.query.v === version ? forever : 0);
  });
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
