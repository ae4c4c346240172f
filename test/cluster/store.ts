import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "../support/processes/free-port.ts";
import { kill, type Processes, type Running } from "./processes.ts";

/** The S3 store of the cluster. */
export interface Store {
  settings: Record<string, string>;
  /** It refuses connections until the returned function is called. */
  stop(): Promise<() => void>;
  /** It takes connections and answers nothing until the returned function is called. */
  freeze(): () => void;
}

const program = fileURLToPath(new URL("store-process.ts", import.meta.url));

export async function startStore(folder: string, processes: Processes): Promise<Store> {
  const files = join(folder, "store");
  await mkdir(files);
  const port = await freePort();
  const start = (): Running => processes.start("store", process.execPath, [program, files, String(port)]);
  let running = start();
  return {
    settings: {
      S3_ENDPOINT: `http://127.0.0.1:${port}`,
      S3_BUCKET: "rookery",
      S3_ACCESS_KEY_ID: "S3RVER",
      S3_SECRET_ACCESS_KEY: "S3RVER",
      S3_PREFIX: "files",
    },
    async stop() {
      await running.killAll();
      return () => {
        running = start();
      };
    },
    freeze() {
      kill(running.pid, "SIGSTOP");
      return () => kill(running.pid, "SIGCONT");
    },
  };
}
