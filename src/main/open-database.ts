import { setTimeout as sleep } from "node:timers/promises";
import { runMigrations } from "graphile-worker";
import type { Config } from "../platform/config.ts";
import { openDataFolder } from "../platform/data-folder.ts";
import { type Database, openDatabase } from "../platform/database/database.ts";
import { migrate } from "../platform/database/migrate.ts";
import { sqlState } from "../platform/database/postgres-error.ts";
import { mayRead, prepareReaderRole } from "../platform/database/reader-role.ts";
import { isUnavailable } from "../platform/database/unavailable.ts";
import { startEmbeddedPostgres } from "../platform/embedded-postgres/embedded-postgres.ts";
import { silently, type Waiting } from "./progress.ts";

interface Log {
  info(message: string): void;
  warn(message: string): void;
}

// For requests, three jobs at once, and the four that hear of new jobs. The jobs that wait rarely hold a connection.
const connectionsMax = 24;

const closeMaxMs = 3_000;

// SQLSTATE of a server that has become a standby.
const readOnly = "25006";

const migrations = new URL("../../migrations/", import.meta.url);

const withoutReader =
  "Row-level security is not used: the database user may not create roles. Once a superuser has run " +
  '"CREATE ROLE rookery_reader; GRANT rookery_reader TO <user>", restart Rookery';

/**
 * Opens the data folder, connects to the configured Postgres, or starts (or joins) the private one in the data folder, and
 * migrates it. `notes` are sentences for the operator. Throws a startup error when there is no usable server.
 */
export async function openConfiguredDatabase(
  config: Config,
  log: Log,
  waiting: Waiting,
  prepare: (database: Database, waiting: Waiting) => Promise<string[]> = prepareForServing,
): Promise<{ database: Database; notes: string[]; close(): Promise<void> }> {
  const aboutFolder = await openDataFolder(config.dataDir);
  // For files that libraries and child processes create.
  process.umask(0o077);
  const embedded =
    config.databaseUrl === undefined
      ? await waiting("Starting PostgreSQL in the data folder", startEmbeddedPostgres(config.dataDir, log))
      : undefined;
  const database = openDatabase(embedded?.connection ?? (config.databaseUrl as string), {
    log,
    connectionsMax,
    direct: config.databaseDirectUrl,
  });
  const close = async () => {
    // A statement that hangs is left to Postgres, which cancels it.
    await Promise.race([database.close(), sleep(closeMaxMs, undefined, { ref: false })]);
    await embedded?.release();
  };
  try {
    const notes = await whileAvailable(() => prepare(database, waiting));
    // Only connections past a pooler carry the process's name, by which commands find the processes that run.
    if (config.databaseDirectUrl) await database.listen("present", { onMessage: () => {} });
    return { database, notes: [...aboutFolder, ...(embedded?.notes ?? []), ...notes], close };
  } catch (error) {
    await close();
    throw error;
  }
}

const prepareMaxMs = 30_000;
const againMs = 200;

/** Does it again if the database goes away meanwhile, as when another server takes its place. */
async function whileAvailable<Result>(work: () => Promise<Result>): Promise<Result> {
  const deadline = performance.now() + prepareMaxMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(isUnavailable(error) || sqlState(error) === readOnly) || performance.now() > deadline)
        throw error;
      await sleep(againMs);
    }
  }
}

async function prepareForServing(database: Database, waiting: Waiting): Promise<string[]> {
  await prepareDatabase(database, waiting);
  return (await mayRead(database)) ? [] : [withoutReader];
}

/** Gives an empty database the tables of an earlier version. */
export async function prepareVersion(database: Database, version: number): Promise<void> {
  await migrate(database, migrations, undefined, version);
  await runMigrations({ pgPool: database.sessions });
}

/** Migrates a database: Rookery's tables, then those of the job queue. */
export async function prepareDatabase(database: Database, waiting: Waiting = silently): Promise<void> {
  await migrate(database, migrations, (name, work) => waiting(`Updating the database: ${name}`, work));
  await prepareReaderRole(database);
  await waiting("Preparing the job queue", runMigrations({ pgPool: database.sessions }));
}
