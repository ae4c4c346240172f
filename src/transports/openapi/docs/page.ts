import { headOf } from "../../http/html.ts";

/** The page that renders the reference. Its scripts are files, since its policy forbids inline ones. */
export function docsPage(scriptVersion: string): string {
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
<script src="/docs/reference.js?v=${scriptVersion}"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;
}
