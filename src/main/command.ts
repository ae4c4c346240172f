import pino from "pino";
import type { Config } from "../platform/config.ts";
import { openDatabaseClock } from "../platform/database/database-clock.ts";
import type { OpenInvoke } from "../transports/cli/commands.ts";
import { openConfiguredDatabase } from "./open-database.ts";
import { sayingWhatTakesLong } from "./progress.ts";
import { openServices } from "./services.ts";

/** Opens the configured database and the services for one operator command. A server may be running on them. */
export async function openForCommand(config: Config): ReturnType<OpenInvoke> {
  const { database, close } = await openConfiguredDatabase(
    config,
    { info: () => {}, warn: console.error },
    // The output is the answer as JSON.
    sayingWhatTakesLong(console.error),
  );
  try {
    const log = pino({ level: "error" }, pino.destination(2));
    const clock = await openDatabaseClock(database);
    const services = await openServices(config, database, log, clock);
    return {
      invoke: services.invoke,
      async close() {
        clock.close();
        await services.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
