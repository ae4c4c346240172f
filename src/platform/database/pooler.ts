import pg from "pg";

// The answer of a statement may be on its way when Postgres cancels it.
const answerMs = 1_000;

/**
 * Settings of connections through PgBouncer in transaction mode. It refuses most startup parameters, and each transaction may
 * run on another server connection: a statement that was prepared by name is not there the next time.
 */
export const throughPooler = (statementTimeoutMs: number): pg.PoolConfig & { Client: typeof pg.Client } => ({
  Client: NamelessClient,
  ...(statementTimeoutMs > 0 && { query_timeout: statementTimeoutMs + answerMs }),
});

/** Follows BEGIN: what other connections set when they start. */
export const settingsOfTransaction = (statementTimeoutMs: number): string =>
  `; SET LOCAL jit = off; SET LOCAL statement_timeout = ${Number(statementTimeoutMs)}`;

class NamelessClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: it has a dozen overloads, and all pass through
  override query(first: any, ...rest: any[]): any {
    const isNamed =
      typeof first === "object" && typeof first.text === "string" && "name" in first && !first.submit;
    const statement = isNamed ? { ...first, name: undefined } : first;
    return (super.query as (...all: unknown[]) => unknown)(statement, ...rest);
  }
}
