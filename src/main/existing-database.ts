import { lstat } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "../platform/config.ts";
import { startupError } from "../platform/database/startup-error.ts";

/**
 * Throws a startup error if there is no server yet whose data a command could look after. Without this, a mistyped `DATA_DIR` would
 * get a new, empty database, which is healthy, and whose backups hold nothing.
 */
export async function refuseWithoutDatabase({
  databaseUrl,
  dataDir,
}: Pick<Config, "databaseUrl" | "dataDir">): Promise<void> {
  if (databaseUrl !== undefined || (await lstat(join(dataDir, "postgres")).catch(() => undefined))) return;
  throw startupError(
    `There is no database in ${dataDir}: set DATA_DIR to the folder of the server, or DATABASE_URL to its database.`,
  );
}
