import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { contents } from "./contents.ts";
import { linksBetween } from "./links.ts";

export interface Guide {
  slug: string;
  /** The section of the contents. */
  section: string;
  title: string;
  /** Markdown, with this server's address and links that lead to pages that it serves. */
  markdown: string;
}

const project = join(import.meta.dirname, "../../../");
// The server's URL in the files.
const writtenUrl = "http://localhost:3000";

/** Reads every guide, in reading order. */
export function readGuides(publicUrl: string): Promise<Guide[]> {
  return Promise.all(
    contents.flatMap(({ section, guides }) =>
      guides.map(async ({ slug, file }) => {
        const written = await readFile(join(project, file), "utf8");
        const markdown = linksBetween(written, file).replaceAll(writtenUrl, publicUrl);
        return { slug, section, title: /^# (.+)$/m.exec(markdown)?.[1] ?? slug, markdown };
      }),
    ),
  );
}
