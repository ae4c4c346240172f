import { once } from "node:events";
import { join } from "node:path";
import pino from "pino";
import { startWorkers } from "../kernel/jobs/workers.ts";
import { configureSharp } from "../media/decode/configure-sharp.ts";
import type { Config } from "../platform/config.ts";
import { firstCurl } from "../transports/web-app/start-page.ts";
import { openApp } from "./app.ts";
import { configureHeap } from "./configure-heap.ts";
import { openConfiguredDatabase } from "./open-database.ts";
import { jobs } from "./registry.ts";
import { releaseMemory } from "./release-memory.ts";
import { openServices } from "./services.ts";

// What waits of the log at most, and for how long.
const linesBytes = 4096;
const linesMs = 100;

/** Runs the server until SIGINT or SIGTERM; then drains requests and jobs, stops Postgres, and answers the exit code. */
export async function serve(config: Config): Promise<number> {
  // Listening from the start: a signal during start-up must not leave Postgres behind.
  const stopped = Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  // Not in step with requests: lines go out together, since each write wakes a thread. At the end, the rest does.
  const lines = pino.destination({ sync: false, minLength: linesBytes, periodicFlush: linesMs });
  const log = pino({ level: config.logLevel }, lines);
  configureHeap();
  configureSharp();
  const { database, notes, close } = await openConfiguredDatabase(config, {
    info: (message) => log.debug(message),
    warn: (message) => log.warn(message),
  });
  try {
    const services = await openServices(config, database, log);
    const app = config.role === "worker" ? undefined : await openApp(services);
    const workers = config.role === "web" ? undefined : await startWorkers(services, jobs);
    try {
      releaseMemory();
      await app?.listen({ port: config.port, host: config.host });
      console.log(greeting(config, notes));
      await stopped;
    } finally {
      await app?.close();
      await workers?.stop();
      await services.close();
    }
  } finally {
    await close();
  }
  return 0;
}

function greeting(config: Config, notes: readonly string[]): string {
  const database =
    config.databaseUrl === undefined ? "private PostgreSQL in the data folder" : "the server in DATABASE_URL";
  return [
    "",
    "  Rookery is running.",
    "",
    ...(config.role === "worker"
      ? ["  Role      worker: jobs only"]
      : [`  App       ${config.publicUrl}`, `  API docs  ${config.publicUrl}/docs`]),
    `  Data      ${config.dataDir}`,
    `  Database  ${database}`,
    ...(config.smtpUrl === undefined && config.role !== "worker"
      ? [`  Mail      kept in ${join(config.dataDir, "outbox")} until SMTP_URL is set`]
      : []),
    ...notes.map((note) => `  Note      ${note}`),
    "",
    ...(config.role === "worker" ? [] : ["  Start a library:", `  ${firstCurl(config)}`, ""]),
  ].join("\n");
}
