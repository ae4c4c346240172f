import pg from "pg";
import type { Connection } from "../../../src/platform/database/database.ts";

/** A connection as the value of DATABASE_URL, for processes that tests start. */
export function databaseUrl(connection: Connection): string {
  const { host, port, user, password, database } = new pg.Client(connection);
  const url = new URL(`postgres://localhost/${database}`);
  url.username = user ?? "";
  url.password = password ?? "";
  if (host.startsWith("/")) {
    url.searchParams.set("host", host);
    url.searchParams.set("port", String(port));
  } else url.host = `${host}:${port}`;
  return url.href;
}

/** The same database through the PgBouncer of TEST_POOLER_URL, if there is one. */
export function pooledUrl(connection: Connection): string | undefined {
  if (!process.env.TEST_POOLER_URL) return undefined;
  const url = new URL(process.env.TEST_POOLER_URL);
  url.pathname = new URL(databaseUrl(connection)).pathname;
  return url.href;
}

/** The settings of the database for processes that tests start; with TEST_POOLER_URL through that PgBouncer. */
export function databaseSettings(connection: Connection): Record<string, string> {
  const pooled = pooledUrl(connection);
  const direct = databaseUrl(connection);
  return pooled ? { DATABASE_URL: pooled, DATABASE_DIRECT_URL: direct } : { DATABASE_URL: direct };
}
