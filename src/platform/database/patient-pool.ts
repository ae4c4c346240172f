import { setTimeout as sleep } from "node:timers/promises";
import pLimit from "p-limit";
import type pg from "pg";
import { sqlState } from "./postgres-error.ts";
import { isUnavailable } from "./unavailable.ts";

const pauseMs = { first: 50, max: 1_000 };

/**
 * A pool for graphile-worker. While the database is away, statements wait, and run again once it is back.
 * graphile-worker 0.18 does not handle the failure of a statement that completes or fails a job, which would end the
 * process. After `ended`, waiting and new statements never settle. Statements between BEGIN and COMMIT fail as usual.
 *
 * Statements run one at a time, in the order they came. A worker looks for its next job without waiting until the one before is
 * completed, and whoever looks for a job locks every free queue. Side by side, such statements hide jobs from each other.
 */
export function patientPool(pool: pg.Pool, ended: AbortSignal): pg.Pool {
  const inTurn = takeTurns();
  const connect = async () => patientClient(pool, inTurn, ended);
  return new Proxy(pool, {
    get(target, name) {
      // graphile-worker's listening connection uses a callback, and reconnects on its own.
      if (name === "connect") return (callback?: never) => (callback ? target.connect(callback) : connect());
      const value = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

type Statement = pg.QueryConfig | string;
type Run = (statement: Statement, values?: unknown[]) => Promise<unknown>;
type InTurn = (run: Run, statement: Statement, values?: unknown[]) => Promise<unknown>;

/** Runs statements one at a time. A look for a job that finds none answers all the same looks that were waiting meanwhile. */
function takeTurns(): InTurn {
  const oneAtATime = pLimit(1);
  const foundNone = new Map<string, { askedUntil: number; answer: unknown }>();
  let asked = 0;
  return (run, statement, values) => {
    const look = lookOf(statement);
    if (look === undefined) return oneAtATime(run, statement, values);
    const turn = ++asked;
    return oneAtATime(async () => {
      const before = foundNone.get(look);
      if (before && turn <= before.askedUntil) return before.answer;
      const askedUntil = asked;
      const answer = await run(statement, values);
      if ((answer as pg.QueryResult).rowCount === 0) foundNone.set(look, { askedUntil, answer });
      return answer;
    });
  };
}

/** What a statement looks for, if it takes a free job. */
const lookOf = (statement: Statement): string | undefined =>
  typeof statement !== "string" && /skip locked/i.test(statement.text)
    ? `${statement.text} ${JSON.stringify(statement.values)}`
    : undefined;

function patientClient(
  pool: pg.Pool,
  inTurn: InTurn,
  ended: AbortSignal,
): Pick<pg.PoolClient, "query" | "release"> {
  let client: pg.PoolClient | undefined;
  let inTransaction = false;

  async function run(statement: Statement, values?: unknown[]): Promise<unknown> {
    inTransaction = inTransactionAfter(statement, inTransaction);
    for (let pause = pauseMs.first; ; pause = Math.min(pause * 2, pauseMs.max)) {
      // A look for a job may still wait for its turn when the last job has ended, and then the pool ends.
      if (ended.aborted) return new Promise(() => {});
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
    query: ((statement: Statement, values?: unknown[]) =>
      inTurn(run, statement, values)) as pg.PoolClient["query"],
    release() {
      client?.release();
      client = undefined;
    },
  };
}

// 25006: the server has become a standby, and another one takes writes.
const isAway = (error: unknown): boolean => isUnavailable(error) || sqlState(error) === "25006";

function inTransactionAfter(statement: Statement, before: boolean): boolean {
  const text = typeof statement === "string" ? statement : statement.text;
  if (/^\s*begin\b/i.test(text)) return true;
  return before && !/^\s*(commit|rollback)\b/i.test(text);
}
