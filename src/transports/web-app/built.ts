import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type CachedDocument, cachedDocument } from "../http/cached-document.ts";

/** The app as `npm run build` leaves it: one page that every address of the app answers, and the files it loads. */
export interface BuiltApp {
  page: CachedDocument;
  /** Folder of files whose names change with what is in them, but for icon and theme. */
  files: string;
}

/** Reads the app; undefined when it was not built. */
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
