import type pg from "pg";
import type { Statement } from "./queryable.ts";

/** Runs a statement on a connection, or on one of the pool's. */
export type Run = (on: pg.Pool | pg.ClientBase, statement: Statement | string) => Promise<pg.QueryResult>;

// Postgres cancels a statement before. A server that is silent after this has vanished without closing its connections.
const answerMs = 1_000;

/** How long to wait for the answer of a statement; 0 is for ever. */
export const silenceMaxMs = (statementTimeoutMs: number): number =>
  statementTimeoutMs > 0 ? statementTimeoutMs + answerMs : 0;

/** Gives up statements whose server is silent for so long, and says that the connection is lost. 0 sets no limit. */
export const runWithin =
  (limitMs: number): Run =>
  (on, statement) => {
    if (limitMs === 0) return on.query(statement as Statement);
    return orLost(on.query({ ...configOf(statement), query_timeout: limitMs } as pg.QueryConfig));
  };

function configOf(statement: Statement | string): pg.QueryConfig {
  if (typeof statement === "string") return { text: statement };
  const { text, values } = statement;
  return { text, values, ...("name" in statement && { name: statement.name }) };
}

/** Whatever such a server was asked, nobody knows whether it did it. */
export async function orLost<Result>(answer: Promise<Result>): Promise<Result> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof Error) || error.message !== "Query read timeout") throw error;
    throw new Error("Connection terminated: the database server no longer answers", { cause: error });
  }
}
