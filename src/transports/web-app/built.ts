import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type CachedDocument, cachedDocument } from "../http/cached-document.ts";

/** The output of `npm run build`: one page for every path of the app, and the files that it loads. */
export interface BuiltApp {
  page: CachedDocument;
  /** The folder of its files. Their names contain a hash of their content, except for icon and theme. */
  files: string;
}

/** Reads the app. Undefined when it was not built. */
export async function builtApp(
  folder = fileURLToPath(new URL("../../../web/dist/", import.meta.url)),
): Promise<BuiltApp | undefined> {
  try {
    const page = await cachedDocument("text/html", await readFile(`${folder}/index.html`));
    return { page, files: `${folder}/web` };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
