import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import pino from "pino";
import { afterAll } from "vitest";
import { startWorkers } from "../../src/kernel/jobs/workers.ts";
import { type AppParts, openApp } from "../../src/main/app.ts";
import { jobs } from "../../src/main/registry.ts";
import type { Services } from "../../src/main/services.ts";
import { openServices } from "../../src/main/services.ts";
import { type Config, readConfig } from "../../src/platform/config.ts";
import type { DatabaseOptions } from "../../src/platform/database/database.ts";
import { openNotices } from "../../src/platform/database/notices.ts";
import { type TestClock, testClock } from "./clock.ts";
import { freshDatabase, type TestDatabase } from "./postgres/database.ts";

export interface TestApp extends TestDatabase {
  /** Ready for `inject`. Call `listen` where a real socket matters. */
  app: FastifyInstance;
  services: Services;
  clock: TestClock;
}

/**
 * The whole application with its own database and data folder, closed after the test file:
 * `const { app } = await testApp();` at the top of the file. Jobs run only with `workers`. Without `notices`, it is a process that
 * dies after each commit, before it notifies others.
 */
export async function testApp(
  options: {
    config?: Partial<Config>;
    workers?: boolean;
    parts?: AppParts;
    database?: DatabaseOptions;
    notices?: false;
  } = {},
): Promise<TestApp> {
  const fresh = await freshDatabase(options.database);
  const dataDir = await mkdtemp(join(tmpdir(), "rookery-test-"));
  const clock = testClock();
  const config = {
    ...readConfig({ DATA_DIR: dataDir, PUBLIC_URL: "http://localhost:3000" }),
    role: options.workers ? ("all" as const) : ("web" as const),
    ...options.config,
  };
  const services = await openServices(config, fresh.database, pino({ level: "silent" }), clock);
  const notices = options.notices === false ? undefined : openNotices(fresh.database, console);
  const app = await openApp(services, options.parts);
  const workers = options.workers ? await startWorkers(services, jobs) : undefined;
  afterAll(async () => {
    await app.close();
    await workers?.stop();
    await services.close();
    await notices?.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  return { ...fresh, app, services, clock };
}
