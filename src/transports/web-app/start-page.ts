import type { Config } from "../../platform/config.ts";
import { escapeHtml, htmlPage, icon } from "../http/html.ts";
import { newestVersion } from "../versions/versions.ts";

/** The command that starts a library. */
export const firstCurl = ({ publicUrl }: Pick<Config, "publicUrl">): string =>
  `curl -X POST ${publicUrl}/libraries -H 'Api-Version: ${newestVersion.date}' -H 'Content-Type: application/json' -d '{"email": "you@example.com"}'`;

/** The page shown instead of the app if it is not built. */
export function startPage(config: Config): string {
  return htmlPage(
    "Rookery",
    `<div class="icon">${icon}</div>
<h1>Rookery</h1>
<p>A home for what AI agents keep for people. This server is running; <code>npm run build</code> makes its web app.</p>
<p class="dim">An agent starts an image library from nothing but an email address:</p>
<pre tabindex="0">${escapeHtml(firstCurl(config)).replaceAll(/ -([Hd]) /g, " \\\n  -$1 ")}</pre>
<p class="dim">It gets a key to upload with, and a claim link that hands everything to the person.</p>
<nav><a href="/guides">Guides</a><a href="/docs">API reference</a><a href="/openapi.json">OpenAPI document</a></nav>`,
  );
}
