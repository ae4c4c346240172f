#!/usr/bin/env node
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

// The project brings its own Node: older ones cannot run its TypeScript sources.
const require = createRequire(import.meta.url);
const node = join(dirname(require.resolve("node/package.json")), "bin", "node");
const main = fileURLToPath(new URL("../src/main/main.ts", import.meta.url));
// The same as in `npm start`; src/main/v8.ts says why.
const v8Flags = ["--heap-growing-percent=100", "--expose-gc"];
const child = spawn(node, [...v8Flags, main, ...process.argv.slice(2)], {
  stdio: "inherit",
  env: { MALLOC_ARENA_MAX: "1", ...process.env },
});
// A terminal sends Ctrl-C to both processes. The child decides when it is done.
for (const signal of ["SIGINT", "SIGTERM"])
  process.on(signal, () => signal === "SIGTERM" && child.kill(signal));
// npx runs this below a shell that does not pass SIGTERM on: it dies, and this process is left behind.
const parent = process.ppid;
if (process.env.npm_command === "exec") {
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch); // a second SIGTERM would not wait for Postgres
    child.kill("SIGTERM");
  }, 200).unref();
}
child.on("exit", (code) => process.exit(code ?? 1));
