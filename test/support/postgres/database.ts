import { afterAll, inject } from "vitest";
import type { Connection, Database, DatabaseOptions } from "../../../src/platform/database/database.ts";
import { createDatabase, dropDatabase } from "./database-server.ts";
import { openTestDatabase } from "./open-database.ts";

export type TestDatabase = {
  /** Closed after the test file. */
  database: Database;
  /** For a second process or a job queue, which open their own connections. */
  connection: Connection;
};

/**
 * A migrated database for one test file, dropped after its last test:
 * `const { database } = await freshDatabase();` at the top of the file.
 */
export const freshDatabase = (options?: DatabaseOptions): Promise<TestDatabase> =>
  copyOf(inject("testServer").template, options);

/** An empty database, for tests of migrations. */
export const emptyDatabase = (options?: DatabaseOptions): Promise<TestDatabase> =>
  copyOf("template0", options);

async function copyOf(template: string, options?: DatabaseOptions): Promise<TestDatabase> {
  const { connection: server } = inject("testServer");
  const { name, connection } = await createDatabase(server, template);
  const database = openTestDatabase(connection, options);
  afterAll(async () => {
    await database.close();
    await dropDatabase(server, name);
  });
  return { database, connection };
}
