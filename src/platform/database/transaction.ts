import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { sqlState } from "./postgres-error.ts";
import { type Queryable, queryableOver } from "./queryable.ts";
import type { Run } from "./time-limit.ts";
import { isUnavailable } from "./unavailable.ts";

export type Isolation = "read committed" | "repeatable read" | "serializable";

/** Runs `work` in a transaction and returns its result. */
export type RunTransaction = <Result>(
  work: (tx: Queryable) => Promise<Result>,
  isolation?: Isolation,
) => Promise<Result>;

// How often a transaction is tried before the error is thrown.
const attemptsMax = 5;

/** Transactions on the pool. `entrance` follows BEGIN in the same message, and `committed` is called after the COMMIT. A serialization failure or deadlock runs `work` again, at most five times in all. */
export const transactionsOn =
  (pool: pg.Pool, run: Run, entrance: () => Promise<string>, committed = () => {}): RunTransaction =>
  async (work, isolation = "read committed") => {
    const begin = `BEGIN ISOLATION LEVEL ${isolation}${await entrance()}`;
    for (let attempt = 1; ; attempt++) {
      try {
        const result = await attemptOnce(pool, run, work, begin);
        committed();
        return result;
      } catch (error) {
        if (attempt === attemptsMax || !lostToARival(error)) throw error;
        await sleep(Math.random() * 10 * 2 ** attempt);
      }
    }
  };

const lostToARival = (error: unknown) => ["40001", "40P01"].includes(sqlState(error) ?? "");

async function attemptOnce<Result>(
  pool: pg.Pool,
  run: Run,
  work: (tx: Queryable) => Promise<Result>,
  begin: string,
): Promise<Result> {
  const client = await pool.connect();
  let open = true;
  const tx = queryableOver((statement) => {
    // The connection may be in use elsewhere, so this statement would run outside the transaction.
    if (!open) return Promise.reject(new Error(`Statement after its transaction ended: ${statement.text}`));
    return run(client, statement);
  });
  let broken = false;
  try {
    await run(client, begin);
    const result = await work(tx);
    open = false;
    // If `work` swallowed the error of a statement, COMMIT succeeds but rolls back.
    const { command } = await run(client, "COMMIT");
    if (command !== "COMMIT")
      throw new Error("Postgres rolled the transaction back: a statement in it had failed");
    return result;
  } catch (error) {
    open = false;
    // Closing the connection rolls back, too.
    broken = isUnavailable(error);
    if (!broken) {
      await run(client, "ROLLBACK").catch(() => {
        broken = true;
      });
    }
    throw error;
  } finally {
    client.release(broken);
  }
}
