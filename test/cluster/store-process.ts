import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { openS3Proxy } from "../support/s3/s3-proxy.ts";

// Runs an S3 store on the files of a folder, at one port: `node store-process.ts FOLDER PORT`.
const [folder = "", port = ""] = process.argv.slice(2);
const program = fileURLToPath(new URL("../support/s3/s3rver-process.ts", import.meta.url));
const server = fork(program, [folder], { execArgv: ["--openssl-legacy-provider"] });
const [inner] = (await once(server, "message")) as [number];
await openS3Proxy(inner, Number(port));
process.on("SIGTERM", () => {
  server.disconnect();
  process.exit();
});
