import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { allocatorEnvironment, v8Flags } from "../../src/main/v8.ts";
import { freePort } from "../support/processes/free-port.ts";
import type { Processes, Running } from "./processes.ts";
import { until } from "./until.ts";

/** A process of Rookery, with a data folder of its own. */
export interface App {
  name: string;
  role: "web" | "worker";
  /** Where it answers calls, or a worker its operator. */
  origin: string;
  outbox: string;
  isReady(): Promise<boolean>;
  /** kill -9, and a start like that of a service that restarts. */
  killAndStart(): Promise<void>;
}

const startMaxMs = 180_000;
const restartMs = 1_000;
// Compiled, as the package has it: such a process starts in half the processor time.
const main = fileURLToPath(new URL("../../dist/main/main.js", import.meta.url));

export async function startApps(
  folder: string,
  processes: Processes,
  ports: readonly number[],
  workers: number,
  settings: Record<string, string>,
): Promise<App[]> {
  const named = [
    ...ports.map((port, at) => ({ name: `app-${at + 1}`, role: "web" as const, port })),
    ...(await Promise.all(
      Array.from({ length: workers }, async (_, at) => ({
        name: `worker-${at + 1}`,
        role: "worker" as const,
        port: await freePort(),
      })),
    )),
  ];
  const start = async ({ name, role, port }: (typeof named)[number]) => {
    const app = await startApp(join(folder, name), processes, name, role, port, settings);
    await until(`${name} is ready`, app.isReady, startMaxMs);
    return app;
  };
  // The first one migrates the database.
  const [first, ...others] = named as [(typeof named)[number], ...typeof named];
  return [await start(first), ...(await Promise.all(others.map(start)))];
}

async function startApp(
  dataDir: string,
  processes: Processes,
  name: string,
  role: App["role"],
  port: number,
  settings: Record<string, string>,
): Promise<App> {
  await mkdir(dataDir);
  const start = (): Running =>
    processes.start(name, process.execPath, [...v8Flags, main], {
      env: {
        PATH: process.env.PATH,
        ...allocatorEnvironment,
        ...settings,
        DATA_DIR: dataDir,
        ROLE: role,
        [role === "web" ? "PORT" : "OPERATOR_PORT"]: String(port),
      },
    });
  let running = start();
  // As a service that restarts. A start ends, for example, while the store is down.
  setInterval(() => {
    if (running.hasEnded() && !processes.areEnding()) running = start();
  }, restartMs).unref();
  const origin = `http://127.0.0.1:${port}`;
  return {
    name,
    role,
    origin,
    outbox: join(dataDir, "outbox"),
    isReady: async () => (await fetch(`${origin}/health/ready`)).ok,
    killAndStart: () => running.killAll(),
  };
}
