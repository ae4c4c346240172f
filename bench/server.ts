import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { openSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { allocatorEnvironment, v8Flags } from "../src/main/v8.ts";
import { oldestVersion } from "../src/transports/versions/versions.ts";

/** Rookery in a process of its own, and an organization on it. */
export interface Server {
  pid: number;
  dataDir: string;
  /** Headers of a caller who may do everything in the library. */
  headers: Record<string, string>;
  apiKey: string;
  organizationId: string;
  /** `http://…/organizations/<o>/libraries/<l>` */
  library: string;
  search: string;
  /** A counter of `/metrics`, all its labels together. */
  metric(name: string): Promise<number>;
  stop(): Promise<void>;
}

const port = 4800 + (process.pid % 100);
const startMaxMs = 120_000;
const operatorToken = randomBytes(24).toString("base64url");
const main = fileURLToPath(new URL("../src/main/main.ts", import.meta.url));

/** Starts the real thing, as `npm start` does, on a new data folder; its log goes to a file in there. A second one needs another port. */
export async function startServer(dataDir: string, { portsAway = 0 } = {}): Promise<Server> {
  const url = `http://127.0.0.1:${port + portsAway}`;
  const environment = {
    PORT: String(port + portsAway),
    PUBLIC_URL: url,
    DATA_DIR: dataDir,
    UNCLAIMED_STORAGE_MB: "100000",
    OPERATOR_TOKEN: operatorToken,
  };
  const logFile = join(dataDir, "server.log");
  const log = openSync(logFile, "w");
  const child = spawn(process.execPath, [...v8Flags, main], {
    env: { PATH: process.env.PATH, ...allocatorEnvironment, ...environment },
    stdio: ["ignore", log, log],
  });
  const headers = { "api-version": oldestVersion.date };
  await answering(child, `${url}/`, logFile).catch(async (error) => {
    await end(child);
    throw error;
  });
  const started = await fetch(`${url}/libraries`, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify({ email: "bench@example.com", name: "Bench" }),
  });
  if (!started.ok) throw new Error(`The server refused to start a library: ${await started.text()}`);
  const { data } = (await started.json()) as {
    data: Record<"organizationId" | "libraryId" | "apiKey", string>;
  };
  const organization = `${url}/organizations/${data.organizationId}`;
  return {
    pid: child.pid as number,
    dataDir,
    headers: { ...headers, authorization: `Bearer ${data.apiKey}` },
    apiKey: data.apiKey,
    organizationId: data.organizationId,
    library: `${organization}/libraries/${data.libraryId}`,
    search: `${organization}/search/assets`,
    metric: (name) => metric(url, name),
    stop: () => end(child),
  };
}

async function metric(url: string, name: string): Promise<number> {
  const headers = { authorization: `Bearer ${operatorToken}` };
  const lines = (await (await fetch(`${url}/metrics`, { headers })).text()).split("\n");
  const values = lines
    .filter((line) => line.startsWith(`${name}{`))
    .map((line) => Number(line.split(" ").at(-1)));
  if (values.length === 0) throw new Error(`There is no metric ${name}.`);
  return values.reduce((sum, value) => sum + value, 0);
}

async function answering(child: ChildProcess, url: string, logFile: string): Promise<void> {
  const deadline = Date.now() + startMaxMs;
  while (!(await fetch(url).catch(() => undefined))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      throw new Error(`The server did not start:\n${await readFile(logFile, "utf8")}`);
    }
    await sleep(50);
  }
}

export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  await exited;
}
