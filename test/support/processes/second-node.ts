import type { FastifyInstance } from "fastify";
import pino from "pino";
import { afterAll } from "vitest";
import { openApp } from "../../../src/main/app.ts";
import type { Services } from "../../../src/main/services.ts";
import { openServices } from "../../../src/main/services.ts";
import type { Config } from "../../../src/platform/config.ts";
import { openNotices } from "../../../src/platform/database/notices.ts";
import type { TestApp } from "../app.ts";
import { openTestDatabase } from "../postgres/open-database.ts";

/** A second instance of a test's application, with the same database, secret, clock and, without `config`, folder. */
export async function secondNode(
  { connection, services: first, clock }: TestApp,
  config: Partial<Config> = {},
): Promise<{ app: FastifyInstance; services: Services }> {
  const database = openTestDatabase(connection);
  const services = await openServices(
    { ...first.config, ...config },
    database,
    pino({ level: "silent" }),
    clock,
  );
  const notices = openNotices(database, console);
  const app = await openApp(services);
  afterAll(async () => {
    await app.close();
    await services.close();
    await notices.close();
    await database.close();
  });
  return { app, services };
}
