import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import type { FastifyInstance } from "fastify";
import { type CachedDocument, cachedDocument, forever, sendDocument } from "../http/cached-document.ts";

const types: Record<string, string> = {
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};

// Names that tell their content never change; icon and theme may, with an update of the server.
const shortSeconds = 300;

/** The files that the app's page loads, at `/web/<name>`: each is read when it is first asked for, and kept. */
export async function webAppFiles(app: FastifyInstance, folder: string): Promise<void> {
  const names = new Set((await readdir(folder)).filter((name) => extname(name) in types));
  const read = new Map<string, Promise<CachedDocument>>();
  const documentOf = (name: string) => {
    const known = read.get(name);
    if (known) return known;
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
    const named = /-[\w-]{8}\.\w+$/.test(name);
    // An app that was built anew since the start has other files.
    const document = await documentOf(name).catch(() => undefined);
    if (!document) return reply.callNotFound();
    return sendDocument(request, reply, document, named ? forever : shortSeconds);
  });
}
