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
