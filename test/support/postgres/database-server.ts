import { randomBytes } from "node:crypto";
import pg from "pg";
import type { Connection } from "../../../src/platform/database/database.ts";

/** Creates a database with a unique name as a copy of `template`. */
export async function createDatabase(
  server: Connection,
  template: string,
): Promise<{ name: string; connection: Connection }> {
  const name = `rookery_test_${randomBytes(6).toString("hex")}`;
  await administer(server, `CREATE DATABASE ${name} TEMPLATE ${template} ENCODING 'UTF8'`);
  return { name, connection: connectionTo(server, name) };
}

/** Drops it, even with open connections. */
export const dropDatabase = (server: Connection, name: string): Promise<void> =>
  administer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);

function connectionTo(server: Connection, database: string): Connection {
  if (typeof server !== "string") return { ...server, database };
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

async function administer(server: Connection, statement: string): Promise<void> {
  const client = new pg.Client(server);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
