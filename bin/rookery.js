#!/usr/bin/env node
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const { node, main } = programs();
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

/** A checkout has sources, and a Node of its own that runs them. The package has what `npm pack` made of them. */
function programs() {
  const path = (name) => fileURLToPath(new URL(name, import.meta.url));
  const sources = path("../src/main/main.ts");
  if (existsSync(sources)) {
    const own = createRequire(import.meta.url).resolve("node/package.json");
    return { node: join(dirname(own), "bin", "node"), main: sources };
  }
  if (Number.parseInt(process.versions.node, 10) < 24) {
    console.error(
      `Rookery needs Node 24 or newer, and this is ${process.versions.node}. Install a newer one, or let npm fetch one: ` +
        "npx -p node@24 -p rookery rookery",
    );
    process.exit(1);
  }
  return { node: process.execPath, main: path("../dist/main/main.js") };
}
