import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "../support/processes/free-port.ts";
import { kill, type Processes, type Running } from "./processes.ts";
import { until } from "./until.ts";

/** The S3 store of the cluster. */
export interface Store {
  settings: Record<string, string>;
  /** It refuses connections until the returned function is called, which resolves when it takes them again. */
  stop(): Promise<() => Promise<void>>;
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
      return async () => {
        running = start();
        await until("the store is back", () => takesConnections(port));
      };
    },
    freeze() {
      const stopped = running.all();
      for (const pid of stopped) kill(pid, "SIGSTOP");
      return () => {
        for (const pid of stopped) kill(pid, "SIGCONT");
      };
    },
  };
}

async function takesConnections(port: number): Promise<true> {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    return true;
  } finally {
    socket.destroy();
  }
}
