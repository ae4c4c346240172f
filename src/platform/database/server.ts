import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import sql from "sql-template-tag";
import { sqlState } from "./postgres-error.ts";
import type { Queryable } from "./queryable.ts";
import { isStartupError, startupError } from "./startup-error.ts";

const oldestMajor = 14;
const pollMs = 100;
// It is stopping, was killed, or is starting: another one may take its place.
const startsOrStops = new Set(["57P01", "57P02", "57P03"]);

/**
 * Waits up to `waitMs` for the database and checks that Rookery can use it. Throws a startup error with advice when it
 * is unreachable, refuses the connection, is older than PostgreSQL 14 or is not UTF-8.
 */
export async function awaitServer(database: Queryable, waitMs = 30_000): Promise<void> {
  const deadline = Date.now() + waitMs;
  for (;;) {
    try {
      const server = await database.one<Server>(sql`
        SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding`);
      const reason = unsupported(server);
      if (reason) throw startupError(reason);
      return;
    } catch (error) {
      throwIfFinal(error, Date.now() > deadline);
      await sleep(pollMs);
    }
  }
}

/** Throws, unless the server or the network may still be starting and there is time left. */
function throwIfFinal(error: unknown, isLate: boolean): void {
  if (isStartupError(error)) throw error;
  // With any other code the server is running.
  if (error instanceof pg.DatabaseError && !startsOrStops.has(error.code ?? "")) throw refusal(error);
  if (!isLate) return;
  const reason = (error as Error).message || sqlState(error);
  throw startupError(
    `The database does not answer (${reason}). Is the server in DATABASE_URL running and reachable from here?`,
    error,
  );
}

type Server = { version: number; encoding: string };

/**
 * Why a server is unsupported, as a sentence; undefined if it is supported. `version` is Postgres's number (150004).
 */
export function unsupported({ version, encoding }: Server): string | undefined {
  const major = Math.floor(version / 10_000);
  if (major < oldestMajor) {
    return `The database server is PostgreSQL ${major}; Rookery needs ${oldestMajor} or newer. Upgrade it, or set DATABASE_URL to a newer one.`;
  }
  if (encoding !== "UTF8") {
    return `The database's encoding is ${encoding}; Rookery needs UTF8. Create one with: CREATE DATABASE rookery ENCODING 'UTF8' TEMPLATE template0;`;
  }
}

function refusal(error: pg.DatabaseError): Error {
  const advice: Record<string, string> = {
    "28P01": "Check the user and the password in DATABASE_URL.",
    "28000": "Check the user in DATABASE_URL, and that the server's pg_hba.conf lets it in from here.",
    "3D000": "Create it (CREATE DATABASE … ENCODING 'UTF8';), or name another one in DATABASE_URL.",
    "53300": "Raise the server's max_connections, or stop what uses them.",
  };
  const what = advice[error.code ?? ""];
  return what ? startupError(`The database refused the connection: ${error.message}. ${what}`, error) : error;
}
