import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { allocatorEnvironment, v8Flags } from "../../../src/main/v8.ts";
import { count } from "../counts.ts";

const main = fileURLToPath(new URL("../../../src/main/main.ts", import.meta.url));
const compiled = fileURLToPath(new URL("../../../node_modules/.cache/compiled", import.meta.url));

export interface ServerProcess {
  /** The server's origin. */
  origin: string;
  pid: number;
  /** kill -9. Resolves when the process has ended. */
  kill(): Promise<void>;
  /** Sends a signal to the process, or to its group like Ctrl-C in a terminal. Returns the exit code. */
  stop(signal: "SIGTERM" | "SIGINT", to?: "process" | "group"): Promise<number | null>;
}

/**
 * Starts the real server as a process, with a private Postgres unless `environment` names another, as our account
 * unless another is given. Resolves when it listens. Ends with the test.
 */
export async function startServer(
  dataDir: string,
  port: number,
  environment: Record<string, string> = {},
  account: { uid?: number; gid?: number } = {},
): Promise<ServerProcess> {
  const child = spawn(process.execPath, [...v8Flags, main], {
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
    ...account,
    env: {
      PATH: process.env.PATH,
      ...allocatorEnvironment,
      // All servers of the tests share what they compiled.
      NODE_COMPILE_CACHE: compiled,
      DATA_DIR: dataDir,
      PORT: String(port),
      LOG_LEVEL: "error",
      ...environment,
    },
  });
  const exited = once(child, "exit");
  const ended = async () => {
    await exited;
    return child.exitCode;
  };
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
    await ended();
  });
  const running = (async () => {
    for await (const line of createInterface(child.stdout)) if (line.includes("is running")) return;
  })();
  await Promise.race([running, exited]);
  if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}`);
  child.stdout.resume();
  return {
    origin: `http://127.0.0.1:${port}`,
    pid: child.pid as number,
    kill: async () => {
      count("faults injected");
      child.kill("SIGKILL");
      await ended();
    },
    stop: async (signal, to = "process") => {
      process.kill(to === "group" ? -(child.pid as number) : (child.pid as number), signal);
      return ended();
    },
  };
}
