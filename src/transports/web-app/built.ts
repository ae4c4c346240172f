import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type CachedDocument, cachedDocument } from "../http/cached-document.ts";

/** The output of `npm run build`: its pages, and the files that they load. */
export interface BuiltApp {
  /** The app, for each of its paths. */
  page: CachedDocument;
  /** The API reference, for `/docs`. */
  docs: CachedDocument;
  graphiql: CachedDocument;
  /** The folder of their files. Names contain a hash of the content, except for icon and theme. */
  files: string;
}

/** Reads what was built. Undefined if nothing was. */
export async function builtApp(
  folder = fileURLToPath(new URL("../../../web/dist/", import.meta.url)),
): Promise<BuiltApp | undefined> {
  const page = async (name: string) => cachedDocument("text/html", await readFile(join(folder, name)));
  try {
    const [app, docs, graphiql] = (await Promise.all(
      ["index.html", "docs.html", "graphiql.html"].map((name) => page(name)),
    )) as [CachedDocument, CachedDocument, CachedDocument];
    return { page: app, docs, graphiql, files: join(folder, "web") };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
