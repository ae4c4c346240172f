import type { TestProject } from "vitest/node";
import { prepareDatabase } from "../../../src/main/open-database.ts";
import { type Connection, openDatabase } from "../../../src/platform/database/database.ts";
import { startEmbeddedPostgres } from "../../../src/platform/embedded-postgres/embedded-postgres.ts";
import { openFolder, removeFolder } from "../processes/open-folder.ts";
import { createDatabase, dropDatabase } from "./database-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the tests' Postgres is, and the migrated database that every test file begins with a copy of. */
    testServer: { connection: Connection; template: string };
  }
}

/** One Postgres for the whole run: the server in TEST_DATABASE_URL (its user may create databases), else a private one. */
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
    // Vitest calls no teardown of a setup that failed.
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
