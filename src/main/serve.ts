import { once } from "node:events";
import { flushCompileCache } from "node:module";
import { join } from "node:path";
import pino from "pino";
import { startWorkers } from "../kernel/jobs/workers.ts";
import { configureSharp } from "../media/decode/configure-sharp.ts";
import type { Config } from "../platform/config.ts";
import { openDatabaseClock } from "../platform/database/database-clock.ts";
import { openNotices } from "../platform/database/notices.ts";
import type { S3Settings } from "../platform/s3-settings.ts";
import { openOperatorApp } from "../transports/operator/routes.ts";
import { firstCurl } from "../transports/web-app/start-page.ts";
import { openApp } from "./app.ts";
import { releaseMemoryWhenIdle } from "./idle-memory.ts";
import { mailOnTerminal } from "./mail-on-terminal.ts";
import { openConfiguredDatabase } from "./open-database.ts";
import { probeStore } from "./open-store.ts";
import { openTracing } from "./open-tracing.ts";
import { sayingWhatTakesLong } from "./progress.ts";
import { jobs } from "./registry.ts";
import { openServices } from "./services.ts";
import { stopWithin } from "./stop.ts";
import { releaseMemory } from "./v8.ts";
import { watchServices, watchWorkers } from "./watch.ts";

// How much of the log waits to be written, and for how long.
const logBufferBytes = 4096;
const logFlushMs = 100;

// Requests that waited for the start come first.
const tidyAfterMs = 1_000;

/** What takes a tenth of a second after a start. */
function tidyUp(): void {
  // A process that is killed later writes nothing.
  flushCompileCache();
  releaseMemory();
}

/** Runs the server until SIGINT or SIGTERM. Then it drains requests and jobs
 * for `STOP_SECONDS` at most, stops Postgres, and returns the exit code. */
export async function serve(config: Config): Promise<number> {
  // Handled from here on: a signal during start-up must not leave Postgres running.
  const stopped = Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  // Lines are written together, since each write wakes a thread. pino writes the rest at exit.
  const destination = pino.destination({ sync: false, minLength: logBufferBytes, periodicFlush: logFlushMs });
  const log = pino({ level: config.logLevel }, destination);
  configureSharp();
  const waiting = sayingWhatTakesLong(console.log);
  const { database, notes, close } = await openConfiguredDatabase(
    config,
    {
      info: (message) => log.debug(message),
      warn: (message) => log.warn(message),
    },
    waiting,
  );
  try {
    await waiting("Trying out the S3 store", probeStore(config));
    const clock = await openDatabaseClock(database);
    const tracing = await openTracing(process.env);
    const services = await waiting(
      "Opening the files",
      openServices(config, database, log, clock, mailOnTerminal(config), tracing),
    );
    watchServices(services);
    const notices = openNotices(database, log);
    const operatorApp = config.operatorPort === undefined ? undefined : await openOperatorApp(services);
    const app = config.role === "worker" ? undefined : await waiting("Opening the app", openApp(services));
    const workers =
      config.role === "web" ? undefined : await waiting("Starting the jobs", startWorkers(services, jobs));
    if (workers) watchWorkers(services, workers);
    try {
      releaseMemoryWhenIdle();
      await operatorApp?.listen({ port: config.operatorPort, host: config.host });
      await app?.listen({ port: config.port, host: config.host });
      console.log(greeting(config, notes));
      setTimeout(tidyUp, tidyAfterMs).unref();
      await stopped;
    } finally {
      await stopWithin(
        config.stopSeconds * 1000,
        {
          drain: () => Promise.all([app?.close(), workers?.stop()]),
          cut: () => app?.server.closeAllConnections(),
          close: async () => {
            await operatorApp?.close();
            clock.close();
            await services.close();
            await notices.close();
            await tracing.close();
          },
        },
        log,
      );
    }
  } finally {
    await close();
  }
  return 0;
}

function filesIn(store: Config["store"], { bucket, endpoint = "Amazon S3" }: S3Settings): string {
  const s3 = `the bucket ${bucket} at ${endpoint}`;
  return store === "s3" ? s3 : `the data folder, and some may be in ${s3}`;
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
      : [
          `  App       ${config.publicUrl}`,
          `  Guides    ${config.publicUrl}/guides`,
          `  API docs  ${config.publicUrl}/docs`,
        ]),
    `  Data      ${config.dataDir}`,
    ...(config.s3 ? [`  Files     ${filesIn(config.store, config.s3)}`] : []),
    `  Database  ${database}`,
    ...(config.smtpUrl === undefined && config.role !== "worker"
      ? [`  Mail      kept in ${join(config.dataDir, "outbox")} until SMTP_URL is set`]
      : []),
    ...notes.map((note) => `  Note      ${note}`),
    "",
    ...(config.role === "worker" ? [] : ["  Start a library:", `  ${firstCurl(config)}`, ""]),
  ].join("\n");
}
