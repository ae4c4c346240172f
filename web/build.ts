import { readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { compressFolder } from "./compress.ts";
import { buildPicker } from "./picker/build.ts";
import { buildReference } from "./reference/build.ts";

// `npm run build`, and `npm start` by way of `--if-stale`: builds the app, the pages of /docs and /graphql, and the picker of MCP clients.
const web = fileURLToPath(new URL(".", import.meta.url));
const dist = join(web, "dist");
// Written last: a build that was interrupted is stale.
const builtMark = join(dist, "built");

if (!process.argv.includes("--if-stale") || (await isStale())) {
  const startedAt = performance.now();
  console.log("Building the web app …");
  // A test's "test" would build React for development, and what it built would be served until a source changes.
  process.env.NODE_ENV = "production";
  await build({ configFile: join(web, "vite.config.ts"), logLevel: "warn" });
  await buildReference(dist);
  await buildPicker(dist);
  await compressFolder(join(dist, "web"));
  await writeFile(builtMark, "");
  console.log(`Built the web app in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`);
}

/** Whether the app is missing, or anything it is made of is newer. */
async function isStale(): Promise<boolean> {
  const builtAt = await stat(builtMark).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
  const made = [
    "index.html",
    "vite.config.ts",
    "build.ts",
    "compress.ts",
    "../package-lock.json",
    "../src/transports/http/html.ts",
  ].map((name) => join(web, name));
  for (const folder of ["src", "public", "reference", "picker"]) {
    for (const entry of await readdir(join(web, folder), { recursive: true }))
      made.push(join(web, folder, entry));
  }
  const times = await Promise.all(made.map(async (path) => (await stat(path)).mtimeMs));
  return Math.max(...times) > builtAt;
}
