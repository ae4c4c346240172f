import type pg from "pg";
import { isUnscoped, type Queryable, queryableOver, type Statement } from "./queryable.ts";
import { mayRead, readerRole } from "./reader-role.ts";
import { ReadingQuery } from "./reading-query.ts";
import { orLost, runWithin } from "./time-limit.ts";

/** Statements that can't write, and see the rows of one organization only, whatever their WHERE says. */
export type Reading = {
  statementsFor(organizationId: number): Queryable;
  /** What follows the BEGIN of a transaction that reads for the organization. */
  entranceFor(organizationId: number): Promise<string>;
};

/** Reading by row-level security. Without a usable role (see reader-role.ts), statements run as they are. */
export function openReading(
  pool: pg.Pool,
  db: Queryable,
  { isPooled, limitMs }: { isPooled: boolean; limitMs: number },
): Reading {
  const runUnscoped = runWithin(limitMs);
  let asked: Promise<boolean> | undefined;
  const usable = () => {
    asked ??= mayRead(db).catch((error) => {
      asked = undefined;
      throw error;
    });
    return asked;
  };

  async function run(statement: Statement, organizationId: number): Promise<pg.QueryResult> {
    if (isUnscoped(statement) || !(await usable())) return runUnscoped(pool, statement);
    const { promise, resolve, reject } = Promise.withResolvers<pg.QueryResult>();
    const query = new ReadingQuery(statement, organizationId, { isPooled, limitMs }) as unknown as string;
    pool.query(query, [], (error, result) => (error ? reject(error) : resolve(result)));
    return limitMs > 0 ? orLost(promise) : promise;
  }

  return {
    statementsFor: (organizationId) => queryableOver((statement) => run(statement, organizationId)),
    async entranceFor(organizationId) {
      if (!(await usable())) return "";
      return `; SELECT set_config('rookery.organization', '${Number(organizationId)}', true), set_config('role', '${readerRole}', true)`;
    },
  };
}
