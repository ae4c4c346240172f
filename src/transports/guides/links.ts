import { posix } from "node:path";
import { contents } from "./contents.ts";

const slugs = new Map(
  contents.flatMap(({ guides }) => guides.map(({ slug, file }) => [file, slug] as const)),
);

/** What the server serves in place of other files of the project. */
const served: Record<string, string> = {
  ...Object.fromEntries(
    ["rookery", "rookery-start", "rookery-terminal", "rookery-memory"].map((name) => [
      `skills/${name}/SKILL.md`,
      `/.well-known/agent-skills/${name}/SKILL.md`,
    ]),
  ),
  "contract/openapi.json": "/openapi.json",
  "contract/mcp-tools.json": "/.well-known/mcp/server-card.json",
  "contract/schema.graphql": "/graphql",
};

/**
 * A guide's Markdown with links that lead to what the server serves. A link to a file that it does not serve, such as a
 * decision, becomes plain text. Code is left alone.
 */
export const linksBetween = (markdown: string, file: string): string =>
  markdown.replace(
    /(```[\s\S]*?```|`[^`\n]*`(?!\]))|\[((?:[^[\]]|`[^`]*`)+)\]\((?!https?:|mailto:|#)([^)\s]+)\)/g,
    (whole, code: string | undefined, text: string, target: string) => {
      if (code !== undefined) return whole;
      const [path = "", anchor] = target.split("#", 2);
      const to = posix.join(posix.dirname(file), path);
      const slug = slugs.get(to);
      const address = slug === undefined ? served[to] : `/guides/${slug}`;
      if (address === undefined) return text;
      return `[${text}](${address}${anchor === undefined ? "" : `#${anchor}`})`;
    },
  );
