import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import type { FastifyInstance } from "fastify";
import { type CachedDocument, cachedDocument, forever, sendDocument } from "../http/cached-document.ts";

const types: Record<string, string> = {
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};

// Files with a hash in their name never change. Icon and theme may change when the server is updated.
const shortSeconds = 300;

/** The files that the app's page loads, at `/web/<name>`. Each is read on first use and cached. */
export async function webAppFiles(app: FastifyInstance, folder: string): Promise<void> {
  const names = new Set((await readdir(folder)).filter((name) => extname(name) in types));
  const read = new Map<string, Promise<CachedDocument>>();
  const documentOf = (name: string) => {
    const known = read.get(name);
    if (known !== undefined) return known;
    const reading = readFile(join(folder, name)).then((bytes) =>
      cachedDocument(types[extname(name)] as string, bytes),
    );
    reading.catch(() => read.delete(name));
    read.set(name, reading);
    return reading;
  };
  app.get<{ Params: { name: string } }>("/web/:name", async (request, reply) => {
    const { name } = request.params;
    if (!names.has(name)) return reply.callNotFound();
    const hasHash = /-[\w-]{8}\.\w+$/.test(name);
    // If the app was rebuilt since the server started, a listed file may be gone.
    const document = await documentOf(name).catch(() => undefined);
    if (!document) return reply.callNotFound();
    return sendDocument(request, reply, document, hasHash ? forever : shortSeconds);
  });
}
