import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { type CachedDocument, cachedDocument, sendDocument } from "../../http/cached-document.ts";
import type { HttpServices } from "../../http/services.ts";
import { docsPage } from "./page.ts";
import { referenceScript } from "./reference-script.ts";

// The script has over a megabyte, so browsers keep it for an hour and then revalidate by ETag.
const scriptMaxAgeSeconds = 3600;

/** `/docs`: the API reference. Everything on the page comes from this server; its policy allows nothing else. */
export async function docsRoutes(
  app: FastifyInstance,
  { config }: Pick<HttpServices, "config">,
): Promise<void> {
  const page = await cachedDocument("text/html", docsPage());
  const start = await cachedDocument(
    "text/javascript",
    await readFile(join(import.meta.dirname, "start.js")),
  );
  let reference: Promise<CachedDocument> | undefined;

  app.addHook("onRequest", async (_request, reply) => {
    reply.headers({ "content-security-policy": policy(config.publicUrl), "referrer-policy": "no-referrer" });
  });
  app.get("/docs", (request, reply) => sendDocument(request, reply, page, 0));
  app.get("/docs/start.js", (request, reply) => sendDocument(request, reply, start, 0));
  app.get("/docs/reference.js", async (request, reply) => {
    reference ??= referenceScript().then((script) => cachedDocument("text/javascript", script));
    // A failure is not cached, so the next request tries again.
    const script = await reference.catch((error) => {
      reference = undefined;
      throw error;
    });
    return sendDocument(request, reply, script, scriptMaxAgeSeconds);
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
