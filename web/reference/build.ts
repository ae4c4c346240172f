import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { docsPage } from "./docs-page.ts";
import { graphiqlPage } from "./graphiql-page.ts";

/** Saves a file that a page loads, and returns its URL, which has a hash of the content. */
export type SaveFile = (name: string, content: Buffer) => Promise<string>;

/** Writes the pages of `/docs` and `/graphql`, and their files beside those of the app. */
export async function buildReference(dist: string): Promise<void> {
  const save: SaveFile = async (name, content) => {
    const hash = createHash("sha256").update(content).digest("base64url").slice(0, 8);
    const hashed = `${name.slice(0, -extname(name).length)}-${hash}${extname(name)}`;
    await writeFile(join(dist, "web", hashed), content);
    return `/web/${hashed}`;
  };
  await writeFile(join(dist, "docs.html"), await docsPage(save));
  await writeFile(join(dist, "graphiql.html"), await graphiqlPage(save));
}
