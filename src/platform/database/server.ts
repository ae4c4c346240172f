import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import sql from "sql-template-tag";
import { sqlState } from "./postgres-error.ts";
import type { Queryable } from "./queryable.ts";
import { isStartupError, startupError } from "./startup-error.ts";

const oldestMajor = 14;
const pollMs = 100;

/**
 * Waits until the database answers, at most `waitMs`, and makes sure that it is one Rookery can use.
 * Throws a startup error that says what to do: unreachable, refused, older than PostgreSQL 14, not UTF-8.
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

/** Throws unless the server, or a network, may still be coming up and there is time left. */
function throwIfFinal(error: unknown, isLate: boolean): void {
  if (isStartupError(error)) throw error;
  // 57P03: it is starting. Any other answer is from a Postgres that is up.
  if (error instanceof pg.DatabaseError && error.code !== "57P03") throw refusal(error);
  if (!isLate) return;
  const reason = (error as Error).message || sqlState(error);
  throw startupError(
    `The database does not answer (${reason}). Is the server in DATABASE_URL running and reachable from here?`,
    error,
  );
}

type Server = { version: number; encoding: string };

/** Why a server cannot be used, as a sentence; `version` as Postgres counts it (150004 for 15.4). */
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
