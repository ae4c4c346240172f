import { execFile } from "node:child_process";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

// Compiles a package to ES modules with declarations, in its folder `dist`: `rookery-client`, or the one that is named.
const root = join(import.meta.dirname, "../..");
const folder = join(root, "packages", process.argv[2] ?? "rookery-client");
const typescript = join(root, "node_modules/typescript/bin/tsc");
const built = join(folder, "dist");
await rm(built, { recursive: true, force: true });
await promisify(execFile)(process.execPath, [typescript, "-p", join(folder, "tsconfig.build.json")]);

// TypeScript gives imports of JavaScript the new ending, those of declarations keep theirs.
for (const file of await readdir(built, { recursive: true })) {
  if (!file.endsWith(".d.ts")) continue;
  const declarations = await readFile(join(built, file), "utf8");
  await writeFile(join(built, file), declarations.replace(/(["'])(\.{1,2}\/[^"'\n]+)\.ts\1/g, "$1$2.js$1"));
}
