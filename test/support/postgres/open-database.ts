import {
  type Connection,
  type Database,
  type DatabaseOptions,
  openDatabase,
} from "../../../src/platform/database/database.ts";
import { pooledUrl } from "./database-url.ts";

/** Opens a test's database; with TEST_POOLER_URL through that PgBouncer. */
export function openTestDatabase(connection: Connection, options?: DatabaseOptions): Database {
  const pooled = pooledUrl(connection);
  return pooled
    ? openDatabase(pooled, { ...options, direct: connection })
    : openDatabase(connection, options);
}
