import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { sqlState } from "./postgres-error.ts";
import { isUnavailable } from "./unavailable.ts";

const pauseMs = { first: 50, max: 1_000 };

/**
 * A pool for graphile-worker. While the database is away, statements wait, and run again once it is back.
 * graphile-worker 0.18 does not handle the failure of a statement that completes or fails a job, which would end the
 * process. After `ended`, waiting statements never settle. Statements between BEGIN and COMMIT fail as usual.
 */
export function patientPool(pool: pg.Pool, ended: AbortSignal): pg.Pool {
  const connect = async () => patientClient(pool, ended);
  return new Proxy(pool, {
    get(target, name) {
      // graphile-worker's listening connection uses a callback, and reconnects on its own.
      if (name === "connect") return (callback?: never) => (callback ? target.connect(callback) : connect());
      const value = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

function patientClient(pool: pg.Pool, ended: AbortSignal): Pick<pg.PoolClient, "query" | "release"> {
  let client: pg.PoolClient | undefined;
  let inTransaction = false;

  async function run(statement: pg.QueryConfig | string, values?: unknown[]): Promise<unknown> {
    inTransaction = inTransactionAfter(statement, inTransaction);
    for (let pause = pauseMs.first; ; pause = Math.min(pause * 2, pauseMs.max)) {
      try {
        client ??= await pool.connect();
        return await client.query(statement, values);
      } catch (error) {
        if (inTransaction || !isAway(error)) throw error;
        client?.release(true);
        client = undefined;
        await sleep(pause, undefined, { signal: ended }).catch(() => new Promise(() => {}));
      }
    }
  }

  return {
    query: run as pg.PoolClient["query"],
    release() {
      client?.release();
      client = undefined;
    },
  };
}

// 25006: the server has become a standby, and another one takes writes.
const isAway = (error: unknown): boolean => isUnavailable(error) || sqlState(error) === "25006";

function inTransactionAfter(statement: pg.QueryConfig | string, before: boolean): boolean {
  const text = typeof statement === "string" ? statement : statement.text;
  if (/^\s*begin\b/i.test(text)) return true;
  return before && !/^\s*(commit|rollback)\b/i.test(text);
}
