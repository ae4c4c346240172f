import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { operations } from "../src/main/registry.ts";
import { readConfig } from "../src/platform/config.ts";
import { mcpToolsDocument } from "../src/transports/mcp/document.ts";
import { openApiDocument } from "../src/transports/openapi/document.ts";
import { apiVersions, newestVersion } from "../src/transports/versions/versions.ts";

export interface ContractDocument {
  /** Its name in the folder `contract/`. */
  file: string;
  /** What the code generates now. */
  text(): string;
}

/** The committed documents that clients are built on, generated with the default settings. */
export const contractDocuments: readonly ContractDocument[] = [
  ...apiVersions.map((version) => ({
    file: version === newestVersion ? "openapi.json" : `openapi-${version.date}.json`,
    text: () => json(openApiDocument(readConfig({}), operations, version)),
  })),
  { file: "mcp-tools.json", text: () => json(mcpToolsDocument(operations)) },
];

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/** How a committed document differs from the code, in text for a person; undefined when it does not differ. */
export async function staleness(
  folder: string,
  { file, text }: ContractDocument,
): Promise<string | undefined> {
  const committed = await readFile(join(folder, file), "utf8").catch(() => "");
  const current = text();
  if (committed === current) return undefined;
  return `contract/${file} is not what the code says. If it should change, run 'npm run contract' and commit.\n${difference(committed, current)}`;
}

// Enough to recognise a change. `git diff` shows all of it after `npm run contract`.
const linesShownMax = 12;

function difference(committed: string, current: string): string {
  const [before, after] = [committed.split("\n"), current.split("\n")];
  const start = before.findIndex((line, i) => line !== after[i]);
  const same = before.toReversed().findIndex((line, i) => line !== after.at(-1 - i));
  const changed = (sign: string, lines: string[]) => {
    const part = lines.slice(start, Math.max(start, lines.length - same));
    const shown = part.slice(0, linesShownMax).map((line) => `${sign} ${line}`);
    return part.length > linesShownMax
      ? [...shown, `${sign} … ${part.length - linesShownMax} more lines`]
      : shown;
  };
  return [`@ line ${start + 1}`, ...changed("-", before), ...changed("+", after)].join("\n");
}
