import { randomBytes } from "node:crypto";
import pg from "pg";
import { columnTypes } from "./column-types.ts";
import { type Listener, openListener } from "./listener.ts";
import { type Queryable, queryableOver } from "./queryable.ts";
import { type RunTransaction, transactionsOn } from "./transaction.ts";

/** A `postgres://` address, or pg's own connection settings (what the embedded Postgres hands out). */
export type Connection = string | pg.ClientConfig;

export type DatabaseOptions = {
  /** Connections in the pool; the listening one comes on top. 10 when not given. */
  connectionsMax?: number;
  /** After this, Postgres cancels a statement (SQLSTATE 57014). 30,000 when not given, 0 for never. */
  statementTimeoutMs?: number;
  /** How long a query waits for a connection, from the pool or to the server. 10,000 when not given. */
  connectTimeoutMs?: number;
  log?: { warn(message: string): void };
};

export type Database = Queryable & {
  /**
   * Commits what `work` did through `tx`, or none of it. `work` may run several times (serialization failure,
   * deadlock), so it must touch nothing but `tx`; using `tx` after the end throws.
   */
  transaction: RunTransaction;
  /** NOTIFY messages of a channel, over one connection for the whole process. */
  listen: Listener["listen"];
  /** What Postgres knows this process's connections by: `application_name`, unique to it. */
  instance: string;
  /** For libraries that bring their own SQL: job queue, accounts. */
  pool: pg.Pool;
  /** Waits for running statements, then closes every connection. Calling it again is harmless. */
  close(): Promise<void>;
};

/**
 * A pool on one Postgres database. Nothing connects before the first query, and a lost server never ends the process:
 * queries reject while it is away and work again once it is back.
 */
export function openDatabase(connection: Connection, options: DatabaseOptions = {}): Database {
  const { connectionsMax = 10, statementTimeoutMs = 30_000, connectTimeoutMs = 10_000, log } = options;
  const warn = (message: string) => log?.warn(message);
  const instance = `rookery-${randomBytes(6).toString("hex")}`;
  const config: pg.ClientConfig = {
    ...(typeof connection === "string" ? { connectionString: connection } : connection),
    types: columnTypes,
    application_name: instance,
    // Statements here are short, and compiling one takes longer than running it.
    options: "-c jit=off",
    keepAlive: true,
    connectionTimeoutMillis: connectTimeoutMs,
  };
  const pool = new pg.Pool({ ...config, max: connectionsMax, statement_timeout: statementTimeoutMs });
  pool.on("error", (error) => warn(`An idle database connection was lost: ${error.message}`));
  // A connection lost between two statements of a transaction would otherwise be an uncaught error event.
  pool.on("connect", (client) => client.on("error", () => {}));
  const listener = openListener(config, warn);

  let closing: Promise<void> | undefined;
  return {
    ...queryableOver((statement) => pool.query(statement)),
    transaction: transactionsOn(pool),
    listen: listener.listen,
    instance,
    pool,
    close: () => {
      closing ??= Promise.all([listener.close(), pool.end()]).then(() => {});
      return closing;
    },
  };
}

/** A `Database` whose statements are part of `tx`. Its `transaction` joins `tx` and starts none of its own. */
export const within = (tx: Queryable, database: Database): Database => ({
  ...database,
  ...tx,
  transaction: (work) => work(tx),
});
