import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import pg from "pg";
import type { Database } from "./database.ts";
import { sqlState } from "./postgres-error.ts";
import { awaitServer } from "./server.ts";
import { startupError } from "./startup-error.ts";

type Migration = { version: number; name: string; text: string; sha256: string };
type Applied = Omit<Migration, "text">;

// An arbitrary number that all processes use.
const lockKey = 5_265_011;

/**
 * Applies the pending migrations in `folder` (`0001-name.sql`, `0002-…`, without gaps), one transaction per file, and
 * returns their names. Waits for the server first. A lock lets one process migrate at a time. Throws a startup error
 * when the database is newer than the files, or when an applied file has changed. `upTo` is the last version to apply.
 */
export async function migrate(
  database: Database,
  folder: URL,
  applying: (name: string, work: Promise<void>) => Promise<void> = (_name, work) => work,
  upTo = Number.POSITIVE_INFINITY,
): Promise<string[]> {
  const migrations = (await readMigrations(folder)).slice(0, upTo);
  await awaitServer(database);
  const client = await database.sessions.connect();
  try {
    await client.query("SET statement_timeout = 0");
    await client.query("SELECT pg_advisory_lock($1)", [lockKey]);
    const applied = await readApplied(client);
    refuseStrangers(applied, migrations);
    const missing = migrations.slice(applied.length);
    for (const migration of missing) await applying(migration.name, apply(client, migration));
    return missing.map(({ name }) => name);
  } finally {
    // Closing the connection releases the lock and resets the timeout.
    client.release(true);
  }
}

async function readMigrations(folder: URL): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
  return Promise.all(
    names.map(async (name, index) => {
      const version = index + 1;
      if (!/^\d{4}-[a-z0-9-]+\.sql$/.test(name) || Number(name.slice(0, 4)) !== version) {
        throw new Error(`Migration ${name}: expected ${String(version).padStart(4, "0")}-some-name.sql next`);
      }
      // The fingerprint must not depend on line endings.
      const text = (await readFile(join(fileURLToPath(folder), name), "utf8")).replaceAll("\r\n", "\n");
      return { version, name, text, sha256: createHash("sha256").update(text).digest("hex") };
    }),
  );
}

async function readApplied(client: pg.PoolClient): Promise<Applied[]> {
  try {
    await client.query(`
      CREATE TABLE IF NOT EXISTS schema_migrations (
        version    int PRIMARY KEY,
        name       text NOT NULL,
        sha256     text NOT NULL,
        applied_at timestamptz NOT NULL DEFAULT now()
      )`);
  } catch (error) {
    if (sqlState(error) !== "42501") throw error;
    const advice = "Make the user in DATABASE_URL the owner of the database.";
    throw startupError(
      `Rookery is not allowed to create tables: ${(error as Error).message}. ${advice}`,
      error,
    );
  }
  const { rows } = await client.query<Applied>(
    "SELECT version, name, sha256 FROM schema_migrations ORDER BY version",
  );
  return rows;
}

function refuseStrangers(applied: Applied[], migrations: Migration[]): void {
  const newest = applied.at(-1);
  if (newest && newest.version > migrations.length) {
    throw startupError(
      `The database is at version ${newest.version} (${newest.name}), and this Rookery knows only ${migrations.length}. ` +
        "Start the newer Rookery again, or restore the backup from before the upgrade.",
    );
  }
  for (const [index, { version, name, sha256 }] of applied.entries()) {
    const migration = migrations[index];
    if (migration?.version === version && migration.sha256 === sha256) continue;
    throw startupError(
      `Migration ${name} was applied to this database and has changed since: ` +
        "restore the file as it was released, and put the change into a new migration.",
    );
  }
}

// A statement that waits for a lock holds up all calls that come after it. So it gives up soon, and lets them pass.
const lockTimeoutMs = 1_000;
const pauseMs = 5_000;

/** Applies a migration as soon as nobody holds its tables, such as a backup does. */
async function apply(client: pg.PoolClient, migration: Migration): Promise<void> {
  for (;;) {
    try {
      return await applyOnce(client, migration);
    } catch (error) {
      if (sqlState((error as Error).cause) !== "55P03") throw error;
      await sleep(pauseMs);
    }
  }
}

async function applyOnce(client: pg.PoolClient, { version, name, text, sha256 }: Migration): Promise<void> {
  await client.query(`BEGIN; SET LOCAL lock_timeout = ${lockTimeoutMs}`);
  try {
    await client.query(text);
    await client.query("INSERT INTO schema_migrations (version, name, sha256) VALUES ($1, $2, $3)", [
      version,
      name,
      sha256,
    ]);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    throw new Error(`Migration ${name} failed${placeOf(error, text)}: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

function placeOf(error: unknown, text: string): string {
  const position = error instanceof pg.DatabaseError ? error.position : undefined;
  return position ? ` in line ${text.slice(0, Number(position)).split("\n").length}` : "";
}
