import sql from "sql-template-tag";
import type { Clock } from "../clock.ts";
import { batchReads } from "./batch-reads.ts";
import { type Connection, type Database, openDatabase } from "./database.ts";
import type { Queryable } from "./queryable.ts";
import { isUnavailable } from "./unavailable.ts";

/** A streaming copy of the database, for reads that may be a moment behind. */
export interface Replica {
  /**
   * Runs a read on the replica if that has everything that these callers have written, and on the database otherwise. What
   * fails on the replica is run again on the database, so `work` must only read.
   */
  read<T>(callers: readonly string[], work: (database: Database) => Promise<T>): Promise<T>;
  /** Remembers that these callers wrote what is committed by now. Every process sees it. */
  wrote(callers: readonly string[]): Promise<void>;
  /** Where reads ran. */
  reads: { replica: number; database: number };
  close(): Promise<void>;
}

export interface ReplicaOptions {
  clock: Pick<Clock, "elapsedMs">;
  log: { warn(message: string): void };
  connectionsMax: number;
}

// A replica that is further behind is not read from.
const lagMaxMs = 10_000;
const sampleEveryMs = 1_000;
const connectMaxMs = 3_000;
// How long a replica that could not be reached is left alone.
const restMs = 5_000;

/** `connection` leads to one server, not to several in turns: what one has replayed, another may not have. */
export function openReplica(connection: Connection, database: Database, options: ReplicaOptions): Replica {
  const { clock, log, connectionsMax } = options;
  const copy = openDatabase(connection, { connectionsMax, connectTimeoutMs: connectMaxMs, log });
  const lag = lagBound(clock);
  const reads = { replica: 0, database: 0 };
  let restsUntilMs = 0;

  const writesOf = batchReads((asked: readonly (readonly string[])[]) => lastWrites(database, asked));
  const replayed = batchReads((asked: readonly undefined[]) =>
    replayedTo(copy).then((position) => asked.map(() => position)),
  );
  const remember = batchReads((asked: readonly (readonly string[])[]) =>
    rememberWrites(database, [...new Set(asked.flat())]).then(() => asked.map(() => undefined)),
  );

  async function isCurrent(callers: readonly string[]): Promise<boolean> {
    if (clock.elapsedMs() < restsUntilMs) return false;
    const [writes, position] = await Promise.all([
      writesOf(callers).catch(rest),
      replayed(undefined).catch(rest),
    ]);
    if (!writes || position === undefined) return false;
    return position >= Math.max(writes.written, lag.leastAt(writes.now));
  }

  function rest(error: unknown): undefined {
    if (clock.elapsedMs() >= restsUntilMs)
      log.warn(`The replica of the database is not read from for a while: ${(error as Error).message}`);
    restsUntilMs = clock.elapsedMs() + restMs;
  }

  return {
    reads,
    async read(callers, work) {
      if (await isCurrent(callers)) {
        try {
          const answer = await work(copy);
          reads.replica++;
          return answer;
        } catch (error) {
          // It may be stopping, or have removed rows that the read still needed.
          if (isUnavailable(error)) rest(error);
        }
      }
      reads.database++;
      return work(database);
    },
    async wrote(callers) {
      // The write is done. Reads of this process go to the database until this can be remembered again.
      await remember(callers).catch(rest);
    },
    close: () => copy.close(),
  };
}

/** What a replica must have to be at most `lagMaxMs` behind: a position that the database had that long ago. */
function lagBound(clock: Pick<Clock, "elapsedMs">) {
  const samples: { atMs: number; position: number }[] = [];
  return {
    leastAt(position: number): number {
      const nowMs = clock.elapsedMs();
      // A process that was idle knows no position of just now: the replica must have what the database has.
      while (samples[0] && samples[0].atMs < nowMs - lagMaxMs) samples.shift();
      const last = samples.at(-1);
      if (!last || nowMs - last.atMs >= sampleEveryMs) samples.push({ atMs: nowMs, position });
      return samples[0]?.position ?? position;
    },
  };
}

/** For each group of callers its last write, and where the database is now. Positions are bytes of the write-ahead log. */
async function lastWrites(
  db: Queryable,
  asked: readonly (readonly string[])[],
): Promise<{ written: number; now: number }[]> {
  const rows = await db.query<{ who: string | null; written: number | null; now: number }>(
    sql`select w.who, (w.lsn - '0/0'::pg_lsn)::bigint as written, (p.at - '0/0'::pg_lsn)::bigint as now
        from (select pg_current_wal_insert_lsn() as at) p
        left join last_writes w on w.who = any(${asked.flat()}::text[])`,
  );
  const writes = new Map(rows.map(({ who, written }) => [who, written ?? 0]));
  const now = rows[0]?.now ?? 0;
  return asked.map((callers) => ({
    written: Math.max(0, ...callers.map((who) => writes.get(who) ?? 0)),
    now,
  }));
}

const rememberWrites = (db: Queryable, callers: readonly string[]): Promise<number> =>
  db.execute(
    sql`insert into last_writes as w (who, lsn)
        select who, pg_current_wal_insert_lsn() from unnest(${callers.toSorted()}::text[]) as who order by who
        on conflict (who) do update set lsn = greatest(w.lsn, excluded.lsn)`,
  );

/** Undefined for a server that is no replica, such as one that was promoted. */
async function replayedTo(copy: Queryable): Promise<number | undefined> {
  const { position } = await copy.one<{ position: number | null }>(
    sql`select case when pg_is_in_recovery() then (pg_last_wal_replay_lsn() - '0/0'::pg_lsn)::bigint end as position`,
  );
  return position ?? undefined;
}
