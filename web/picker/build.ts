import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

// Clients load the page into a frame in a conversation, and some for each message again.
const bytesMax = 60_000;
const entry = fileURLToPath(new URL("main.ts", import.meta.url));

/** Writes the page that MCP clients show in a conversation: one file that loads nothing. */
export async function buildPicker(dist: string): Promise<void> {
  const built = await build({
    configFile: false,
    logLevel: "warn",
    build: {
      write: false,
      target: "es2023",
      lib: { entry, formats: ["iife"], name: "picker", cssFileName: "picker" },
    },
  });
  const [first] = [built].flat();
  const output = first && "output" in first ? first.output : [];
  const script = output.flatMap((file) => (file.type === "chunk" ? [file.code] : [])).join("");
  const style = output.flatMap((file) => (file.type === "asset" ? [`${file.source}`] : [])).join("");
  const html = page(script.replaceAll("</script", "<\\/script"), style);
  if (Buffer.byteLength(html) > bytesMax) throw new Error(`The picker has ${html.length} bytes`);
  await writeFile(join(dist, "picker.html"), html);
}

// The server fills in its addresses. The client's own policy applies as well.
const policy = [
  "default-src 'none'",
  "script-src 'unsafe-inline'",
  "style-src 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

const page = (script: string, style: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Library</title>
<style>${style}</style>
</head>
<body>
<script type="module">${script}</script>
</body>
</html>
`;
