import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { headOf } from "../../src/transports/http/html.ts";
import type { SaveFile } from "./build.ts";
import { scalarScript } from "./scalar-script.ts";

/** The page that shows the API reference. Its script is a file, since its policy forbids inline ones. */
export async function docsPage(save: SaveFile): Promise<string> {
  const start = await readFile(join(import.meta.dirname, "start.js"));
  const script = await save("reference.js", Buffer.concat([await scalarScript(), Buffer.from("\n"), start]));
  return `<!doctype html>
<html lang="en">
<head>
${headOf("Rookery API reference")}
<style>
  :root { color-scheme: light dark; } body { margin: 0; background: light-dark(#fbfaf7, #171614); }
  noscript p { max-width: 44rem; margin: 4rem auto; padding: 0 1.5rem; font: 16px/1.6 system-ui, sans-serif; }
</style>
</head>
<body>
<div id="reference"></div>
<noscript><p>This reference needs JavaScript. The <a href="/openapi.json">OpenAPI document</a> has the same content.</p></noscript>
<script src="${script}"></script>
</body>
</html>
`;
}
