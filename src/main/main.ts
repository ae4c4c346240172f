import "./home.ts";

import { keepCompiled } from "./compile-cache.ts";

const words = process.argv.slice(2);
const isServer = words.length === 0 || words[0] === "serve";
keepCompiled(process.env.DATA_DIR ?? "./data", isServer);
// Imported after that, with everything that it imports.
const { run } = await import("./run.ts");
await run(isServer ? undefined : words);
