import type pg from "pg";
import type { Sql } from "sql-template-tag";

/** A statement that Postgres parses and plans once per connection. Create it with {@link prepared}. */
export type Prepared = { readonly name: string; readonly text: string; readonly values: unknown[] };

/** A statement outside of row-level security. Create it with {@link unscoped}. */
export type Unscoped = (Sql | Prepared) & { readonly unscoped: true };

export type Statement = Sql | Prepared | Unscoped;

/**
 * The database or a transaction, the first argument of store functions. `int8` becomes a number (beyond ±2^53 the query
 * fails), `timestamptz` a Date, `date` "YYYY-MM-DD". `numeric`, such as the `sum` of an `int8`, becomes a string: cast
 * it in the SQL. Postgres errors pass through with their `code`.
 */
export type Queryable = {
  /** All rows, in the statement's order. */
  query<Row extends object>(statement: Statement): Promise<Row[]>;
  /** Exactly one row; anything else is a bug and throws. */
  one<Row extends object>(statement: Statement): Promise<Row>;
  /** One row or none; more than one is a bug and throws. */
  maybe<Row extends object>(statement: Statement): Promise<Row | undefined>;
  /** How many rows the statement inserted, updated or deleted. */
  execute(statement: Statement): Promise<number>;
};

/** Names a frequent statement so that it is prepared. A name must always have the same text, so use parameters. */
export const prepared = (name: string, { text, values }: Sql): Prepared => ({ name, text, values });

/**
 * Takes a statement out of row-level security: where that keeps Postgres from using an index, or where a call that reads has
 * to write. Its WHERE is the only thing that separates organizations, so a test lists these statements.
 */
export const unscoped = (statement: Sql | Prepared): Unscoped => {
  const { text, values } = statement;
  return { ...("name" in statement && { name: statement.name }), text, values, unscoped: true } as Unscoped;
};

export const isUnscoped = (statement: Statement): statement is Unscoped => "unscoped" in statement;

/** A {@link Queryable} over a pool or a client of pg. */
export function queryableOver(run: (statement: Statement) => Promise<pg.QueryResult>): Queryable {
  const maybe: Queryable["maybe"] = async <Row>(statement: Statement) => {
    const { rows } = await run(statement);
    if (rows.length > 1) throw new Error(`At most one row expected, got ${rows.length}: ${statement.text}`);
    return rows[0] as Row | undefined;
  };
  return {
    query: async (statement) => (await run(statement)).rows,
    one: async <Row extends object>(statement: Statement) => {
      const row = await maybe<Row>(statement);
      if (row === undefined) throw new Error(`One row expected, got none: ${statement.text}`);
      return row;
    },
    maybe,
    execute: async (statement) => (await run(statement)).rowCount ?? 0,
  };
}
