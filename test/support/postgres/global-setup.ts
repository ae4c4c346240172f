import type { TestProject } from "vitest/node";
import { prepareDatabase } from "../../../src/main/open-database.ts";
import { type Connection, openDatabase } from "../../../src/platform/database/database.ts";
import { startEmbeddedPostgres } from "../../../src/platform/embedded-postgres/embedded-postgres.ts";
import { openFolder, removeFolder } from "../processes/open-folder.ts";
import { createDatabase, dropDatabase } from "./database-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The tests' Postgres, and the migrated database that each test file copies. */
    testServer: { connection: Connection; template: string };
  }
}

/** One Postgres for the whole run: TEST_DATABASE_URL, whose user must be able to create databases, or a private one. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await start();
  try {
    const template = await createDatabase(server.connection, "template0");
    await migrateTemplate(template.connection);
    project.provide("testServer", { connection: server.connection, template: template.name });
    return async () => {
      await dropDatabase(server.connection, template.name);
      await server.stop();
    };
  } catch (error) {
    // Vitest calls no teardown after a failed setup.
    await server.stop();
    throw error;
  }
}

async function start(): Promise<{ connection: Connection; stop(): Promise<void> }> {
  const url = process.env.TEST_DATABASE_URL;
  if (url) return { connection: url, stop: async () => {} };
  const folder = await openFolder();
  const log = { info: () => {}, warn: (message: string) => console.warn(message) };
  const { connection, release } = await startEmbeddedPostgres(folder, log, { durable: false });
  return {
    connection,
    stop: async () => {
      await release();
      removeFolder(folder);
    },
  };
}

async function migrateTemplate(connection: Connection): Promise<void> {
  const database = openDatabase(connection);
  await prepareDatabase(database);
  await database.close();
}
