import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { v8Flags } from "../../src/main/v8.ts";

const main = fileURLToPath(new URL("../../src/main/main.ts", import.meta.url));

export interface Server {
  url: string;
  /** The code of the newest sign-in mail in the outbox. */
  code(): Promise<string>;
  stop(): Promise<void>;
}

/** A server of its own on an empty data folder. */
export async function startServer(dataDir: string, port: number): Promise<Server> {
  const url = `http://localhost:${port}`;
  const env = {
    PATH: process.env.PATH,
    DATA_DIR: dataDir,
    PORT: String(port),
    PUBLIC_URL: url,
    LOG_LEVEL: "error",
  };
  const server = spawn(process.execPath, [...v8Flags, main], { env, stdio: ["ignore", "pipe", "inherit"] });
  for await (const line of createInterface(server.stdout)) if (line.includes("is running")) break;
  return {
    url,
    async code() {
      const outbox = join(dataDir, "outbox");
      const mails = (await readdir(outbox)).filter((name) => name.endsWith(".eml")).sort();
      const texts = await Promise.all(mails.map((name) => readFile(join(outbox, name), "utf8")));
      const newest = texts.findLast((text) => text.includes("/sign-in/")) ?? "";
      return /^(\d{6})\r?$/m.exec(newest)?.[1] as string;
    },
    async stop() {
      server.kill("SIGTERM");
      if (server.exitCode === null) await once(server, "exit");
    },
  };
}
