import { randomBytes } from "node:crypto";
import pg from "pg";
import { columnTypes } from "./column-types.ts";
import { type Listener, openListener } from "./listener.ts";
import { settingsOfTransaction, throughPooler } from "./pooler.ts";
import { type Queryable, queryableOver } from "./queryable.ts";
import { openReading } from "./reading.ts";
import { prepareEntrance } from "./reading-query.ts";
import { runWithin, silenceMaxMs } from "./time-limit.ts";
import { type RunTransaction, transactionsOn } from "./transaction.ts";
import { openWrites, type Writes } from "./writes.ts";

/** A `postgres://` address, or pg's connection settings, which the embedded Postgres returns. */
export type Connection = string | pg.ClientConfig;

export type DatabaseOptions = {
  /** Connections in the pool, without the listening one. Default: 10. */
  connectionsMax?: number;
  /** After this, Postgres cancels a statement (SQLSTATE 57014). 0 means never. Default: 30,000. */
  statementTimeoutMs?: number;
  /** How long a query waits for a connection, from the pool or to the server. Default: 10,000. */
  connectTimeoutMs?: number;
  /**
   * The server itself, if `connection` leads through a pooler that hands out server connections for one transaction at a time,
   * such as PgBouncer. What needs a session goes there.
   */
  direct?: Connection | undefined;
  log?: { warn(message: string): void };
};

export type Database = Queryable & {
  /**
   * Runs `work` in a transaction. `work` may run several times (serialization failure, deadlock), so it must have no
   * side effects outside `tx`. Using `tx` after the end throws.
   */
  transaction: RunTransaction;
  /** This database as one organization may read it. Its statements can't write, and see no other organization's rows. */
  readingFor(organizationId: number): Database;
  /** Receives a channel's NOTIFY messages. One connection serves the whole process. */
  listen: Listener["listen"];
  onWrite: Writes["onWrite"];
  /** Whether the connection that receives them is up. */
  isListening: Listener["isUp"];
  /** The `application_name` of this process's own connections, not those through a pooler. Unique to the process. */
  instance: string;
  /** For libraries with their own SQL: graphile-worker and better-auth. */
  pool: pg.Pool;
  /** Connections whose session lasts: for locks and settings beyond a transaction, LISTEN and jobs. */
  sessions: pg.Pool;
  /** Waits for running statements, then closes every connection. Calling it again is harmless. */
  close(): Promise<void>;
};

// For jobs, the workers that hear of new ones, migrations, and a backup.
const sessionsMax = 12;

// A pooler keeps connections of a process that has ended, with their name. So it is not that of the process.
const nameThroughPooler = "rookery";

// An idle connection to a machine that has vanished is noticed within twice this.
const keepAliveMs = 10_000;

/**
 * A connection pool for one Postgres database. It connects at the first query. A lost server never ends the process:
 * queries reject while it is away and work again once it is back.
 */
export function openDatabase(connection: Connection, options: DatabaseOptions = {}): Database {
  const { connectionsMax = 10, statementTimeoutMs = 30_000, connectTimeoutMs = 10_000, log } = options;
  const warn = (message: string) => log?.warn(message);
  const instance = `rookery-${randomBytes(6).toString("hex")}`;
  const isPooled = options.direct !== undefined;
  const common = {
    types: columnTypes,
    application_name: instance,
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveMs,
    connectionTimeoutMillis: connectTimeoutMs,
  };
  const session: pg.ClientConfig = {
    ...settingsOf(options.direct ?? connection),
    ...common,
    // Our statements are short, and compiling one takes longer than running it.
    options: "-c jit=off",
  };
  const opened = (config: pg.PoolConfig) => {
    const pool = new pg.Pool(config);
    pool.on("error", (error) => warn(`An idle database connection was lost: ${error.message}`));
    // A connection lost between two statements of a transaction would otherwise be an uncaught error event.
    pool.on("connect", (client) => client.on("error", () => {}));
    return pool;
  };
  const timed = { ...session, statement_timeout: statementTimeoutMs };
  const pool = isPooled
    ? opened({
        ...settingsOf(connection),
        ...common,
        application_name: nameThroughPooler,
        ...throughPooler(statementTimeoutMs),
        max: connectionsMax,
      })
    : opened({ ...timed, max: connectionsMax, onConnect: prepareEntrance });
  const sessions = isPooled ? opened({ ...timed, max: sessionsMax }) : pool;
  const listener = openListener(session, warn);

  // A pooler's connections have a limit of their own, which also ends statements that Postgres does not cancel there.
  const limitMs = isPooled ? 0 : silenceMaxMs(statementTimeoutMs);
  const run = runWithin(limitMs);
  const writes = openWrites();
  const statements = queryableOver(async (statement) => writes.ran(statement, await run(pool, statement)));
  const reading = openReading(pool, statements, { isPooled, limitMs });
  const begins = isPooled ? settingsOfTransaction(statementTimeoutMs) : "";
  let closing: Promise<void> | undefined;
  const database: Database = {
    ...statements,
    transaction: transactionsOn(pool, run, async () => begins, writes.committed),
    readingFor: (organizationId) => ({
      ...database,
      ...reading.statementsFor(organizationId),
      transaction: transactionsOn(
        pool,
        run,
        async () => begins + (await reading.entranceFor(organizationId)),
      ),
    }),
    listen: listener.listen,
    onWrite: writes.onWrite,
    isListening: listener.isUp,
    instance,
    pool,
    sessions,
    close: () => {
      closing ??= Promise.all([listener.close(), pool.end(), isPooled && sessions.end()]).then(() => {});
      return closing;
    },
  };
  return database;
}

const settingsOf = (connection: Connection): pg.ClientConfig =>
  typeof connection === "string" ? { connectionString: connection } : connection;

/** A `Database` whose statements are part of `tx`. Its `transaction` joins `tx` and starts none of its own. */
export const within = (tx: Queryable, database: Database): Database => ({
  ...database,
  ...tx,
  transaction: (work) => work(tx),
  readingFor: () => within(tx, database),
});
