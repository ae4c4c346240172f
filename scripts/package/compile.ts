import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { stripTypeScriptTypes } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleDependencies } from "./bundle-dependencies.ts";

// `npm pack` runs this. Node strips types in a checkout, but not below node_modules, so the package has JavaScript in
// `dist`. Types are replaced by spaces: lines and columns in stack traces are those of the sources.

const root = fileURLToPath(new URL("../../", import.meta.url));
const source = join(root, "src");
const target = join(root, "dist");

await rm(target, { recursive: true, force: true });
for (const entry of await readdir(source, { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath, entry.name).slice(source.length + 1);
  if (entry.isDirectory() || isLeftOut(path)) continue;
  await mkdir(dirname(join(target, path)), { recursive: true });
  if (!path.endsWith(".ts")) await copyFile(join(source, path), join(target, path));
  else
    await writeFile(
      join(target, path.replace(/\.ts$/, ".js")),
      compiled(await readFile(join(source, path), "utf8")),
    );
}
await bundleDependencies(root, target);

function isLeftOut(path: string): boolean {
  return /\.(test|d)\.ts$|\.md$|^transports\/mcp\/conformance\//.test(path);
}

/** JavaScript of a module. Paths of other modules, in imports and in `new URL`, get the new ending. */
function compiled(typescript: string): string {
  return stripTypeScriptTypes(typescript).replace(/(["'])(\.{1,2}\/[^"'\n]+)\.ts\1/g, "$1$2.js$1");
}
