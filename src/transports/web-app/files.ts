import { readdir, stat } from "node:fs/promises";
import { extname, join } from "node:path";
import type { FastifyInstance } from "fastify";
import { type BuiltFile, encodingSuffix, sendBuiltFile } from "../http/built-file.ts";
import { forever } from "../http/cached-document.ts";

const types: Record<string, string> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml; charset=utf-8",
  ".ttf": "font/ttf",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
};

// Files with a hash in their name never change. Icon and theme may change when the server is updated.
const shortSeconds = 300;

/** The files that the built pages load, at `/web/<name>`. */
export async function webAppFiles(app: FastifyInstance, folder: string): Promise<void> {
  const files = await filesIn(folder);
  app.get<{ Params: { name: string } }>("/web/:name", async (request, reply) => {
    const { name } = request.params;
    const file = files.get(name);
    if (!file) return reply.callNotFound();
    const hasHash = /-[\w-]{8}\.\w+$/.test(name);
    return sendBuiltFile(request, reply, file, hasHash ? forever : shortSeconds);
  });
}

/** The files by name, each with the encodings that the build wrote beside it. */
async function filesIn(folder: string): Promise<ReadonlyMap<string, BuiltFile>> {
  const names = new Set(await readdir(folder));
  const files = new Map<string, BuiltFile>();
  for (const name of names) {
    const type = types[extname(name)];
    if (type === undefined) continue;
    const path = join(folder, name);
    const { size, mtimeMs } = await stat(path);
    files.set(name, {
      type,
      path,
      etag: `"${size.toString(36)}-${Math.floor(mtimeMs).toString(36)}"`,
      encodings: (["br", "gzip"] as const).filter((encoding) => names.has(name + encodingSuffix[encoding])),
    });
  }
  return files;
}
