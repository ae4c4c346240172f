import { join } from "node:path";
import pino from "pino";
import { onTestFinished } from "vitest";
import { openApp } from "../../src/main/app.ts";
import { prepareDatabase } from "../../src/main/open-database.ts";
import { openServices } from "../../src/main/services.ts";
import { importOrganization } from "../../src/main/transfer/import-organization.ts";
import type { TestApp } from "./app.ts";
import { emptyPlace } from "./backup.ts";

/** Another server, with another secret, an empty database and an empty store. */
export async function anotherServer(
  { connection, services, clock }: TestApp,
  config: Partial<TestApp["services"]["config"]> = {},
) {
  const secret = "the secret of the new server, which is another";
  const { db, dataDir } = await emptyPlace(connection, secret);
  await prepareDatabase(db);
  const settings = { ...services.config, dataDir, secret, ...config };
  const opened = await openServices(settings, db, pino({ level: "silent" }), clock);
  const server = await openApp(opened);
  onTestFinished(async () => {
    await server.close();
    await opened.close();
  });
  const folder = join(dataDir, "staging");
  const target = { ...opened, now: clock.now(), folder };
  const arrive = (file: string) => importOrganization(target, file);
  return { app: server, services: opened, db, folder, arrive };
}
