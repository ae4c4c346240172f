import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from, to } from "pg-copy-streams";
import sql, { raw } from "sql-template-tag";
import { type Queryable, queryableOver } from "../database/queryable.ts";

/** The key of the advisory lock that a backup holds. */
const lockKey = 5_265_013;

export interface TableColumns {
  name: string;
  /** Without those that Postgres generates. */
  columns: string[];
}

/** The tables of the schema that keep data: not the list of migrations, and none that a crash may empty. */
export const tablesIn = (db: Queryable, except: readonly string[] = []): Promise<TableColumns[]> =>
  db.query(sql`
    select relname as name, array_agg(attname::text order by attnum) as columns
    from pg_class join pg_attribute on attrelid = pg_class.oid
    where relnamespace = current_schema()::regnamespace and relkind = 'r' and relpersistence = 'p'
      and relname <> 'schema_migrations' and relname <> all(${except}::text[]) and attnum > 0 and not attisdropped and attgenerated = ''
    group by relname order by relname`);

export const sequencesIn = (db: Queryable): Promise<{ name: string; value: number }[]> =>
  db.query(sql`select sequencename as name, last_value as value from pg_sequences
               where schemaname = current_schema() and last_value is not null order by 1`);

export interface MigrationRow {
  version: number;
  name: string;
  sha256: string;
}

export const migrationsOf = (db: Queryable): Promise<MigrationRow[]> =>
  db.query(sql`select version, name, sha256 from schema_migrations order by version`);

export interface QueuedJob {
  identifier: string;
  payload: unknown;
  queue: string | null;
  run_at: string;
  attempts_max: number;
  key: string | null;
  priority: number;
}

/** Queued and running jobs, in their order. */
export const queuedJobs = (db: Queryable): Promise<QueuedJob[]> =>
  db.query(sql`
    select t.identifier, j.payload, q.queue_name as queue, j.run_at::text, j.max_attempts as attempts_max, j.key, j.priority
    from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id
      left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
    order by j.id`);

export const queueAgain = (db: Queryable, jobs: readonly QueuedJob[]): Promise<object[]> =>
  db.query(sql`
    select graphile_worker.add_job(identifier, payload => payload, queue_name => queue, run_at => run_at, max_attempts => attempts_max,
      job_key => key, priority => priority)
    from json_to_recordset(${JSON.stringify(jobs)}::json)
      as j(identifier text, payload json, queue text, run_at timestamptz, attempts_max int, key text, priority int)`);

/** Deletions of files wait while a backup holds this lock, since the files are in the backup's snapshot. */
export const isBackupRunning = async (db: Queryable): Promise<boolean> => {
  const { running } = await db.one<{ running: boolean }>(sql`
    select exists (
      select from pg_locks
      where locktype = 'advisory' and classid = 0 and objid = ${lockKey} and objsubid = 1 and granted
        and database = (select oid from pg_database where datname = current_database())
    ) as running`);
  return running;
};

/** One view of the database, as of one moment, however long it is read. */
export interface Snapshot extends Queryable {
  /** The rows of a table in Postgres' text format, one a line. */
  copyOut(table: TableColumns): Readable;
}

/** Calls `work` with a snapshot. Deletions of files that belong to its rows wait until the end. */
export async function withSnapshot<T>(pool: pg.Pool, work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query("set statement_timeout = 0; set idle_in_transaction_session_timeout = 0");
    // Before the snapshot: a deletion that starts after it has to see the lock.
    await client.query("select pg_advisory_lock_shared($1)", [lockKey]);
    await client.query("begin isolation level repeatable read read only");
    const result = await work({
      ...queryableOver((statement) => client.query(statement)),
      copyOut: (table) => client.query(to(`copy ${columnsOf(table)} to stdout`)),
    });
    await client.query("rollback");
    await client.query("select pg_advisory_unlock_shared($1)", [lockKey]);
    return result;
  } finally {
    client.release(true); // after a failure, too, this ends the transaction and frees the lock
  }
}

/** Replaces the content of all tables in one transaction, with triggers and foreign keys off until its end. */
export interface Load extends Queryable {
  copyIn(table: TableColumns, rows: AsyncIterable<Buffer>): Promise<void>;
  setSequence(name: string, value: number): Promise<unknown>;
  /** Checks every foreign key. */
  commit(): Promise<void>;
  /** Undoes what was not committed. */
  close(): void;
}

export async function openLoad(pool: pg.Pool): Promise<Load> {
  const client = await pool.connect();
  const db = queryableOver((statement) => client.query(statement));
  await client.query("set statement_timeout = 0; set idle_in_transaction_session_timeout = 0");
  await client.query("begin");
  const restoreRules = await withoutRules(db);
  return {
    ...db,
    async copyIn(table, rows) {
      await pipeline(rows, client.query(from(`copy ${columnsOf(table)} from stdin`)));
    },
    setSequence: (name, value) =>
      db.query(sql`select setval(${pg.escapeIdentifier(name)}::regclass, ${value}::bigint)`),
    async commit() {
      await restoreRules();
      await client.query("commit");
    },
    close: () => client.release(true),
  };
}

/** Empties all tables. Triggers would do again what the rows show already, and keys would ask for an order of tables. */
async function withoutRules(db: Queryable): Promise<() => Promise<void>> {
  const tables = (await tablesIn(db)).map(({ name }) => pg.escapeIdentifier(name));
  const keys = await db.query<{ table: string; name: string; definition: string }>(sql`
    select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace`);
  const alter = (table: string, change: string) => db.execute(sql`${raw(`alter table ${table} ${change}`)}`);
  for (const table of tables) await alter(table, "disable trigger user");
  for (const { table, name } of keys) await alter(table, `drop constraint ${name}`);
  await db.execute(sql`truncate ${raw(tables.join(", "))}`);
  return async () => {
    for (const { table, name, definition } of keys)
      await alter(table, `add constraint ${name} ${definition}`);
    for (const table of tables) await alter(table, "enable trigger user");
  };
}

const columnsOf = ({ name, columns }: TableColumns) =>
  `${pg.escapeIdentifier(name)} (${columns.map((column) => pg.escapeIdentifier(column)).join(", ")})`;

/** Hex; null on a server that never started. */
export async function secretFingerprintOf(db: Queryable): Promise<string | null> {
  const found = await db.maybe<{ hex: string }>(
    sql`select encode(fingerprint, 'hex') as hex from server_secret`,
  );
  return found?.hex ?? null;
}

/** Whether somebody uses the server: an organization or an account is there. */
export async function isInUse(db: Queryable): Promise<boolean> {
  const { used } = await db.one<{ used: boolean }>(sql`
    select exists (select from organizations) or exists (select from accounts) as used`);
  return used;
}

/** Other processes of Rookery on this database. */
export async function otherProcesses(db: Queryable, instance: string): Promise<number> {
  const { others } = await db.one<{ others: number }>(sql`
    select count(distinct application_name)::int as others from pg_stat_activity
    where datname = current_database() and application_name like 'rookery-%' and application_name <> ${instance}`);
  return others;
}
