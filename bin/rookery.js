#!/usr/bin/env node
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

// The project brings its own Node, since the sources are TypeScript that older ones cannot run.
const require = createRequire(import.meta.url);
const node = join(dirname(require.resolve("node/package.json")), "bin", "node");
const main = fileURLToPath(new URL("../src/main/main.ts", import.meta.url));
const child = spawn(node, [main, ...process.argv.slice(2)], { stdio: "inherit" });
// The terminal sends Ctrl-C to both; the child decides when it is done.
for (const signal of ["SIGINT", "SIGTERM"])
  process.on(signal, () => signal === "SIGTERM" && child.kill(signal));
child.on("exit", (code) => process.exit(code ?? 1));
