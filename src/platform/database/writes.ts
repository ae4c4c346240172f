import type pg from "pg";
import type { Statement } from "./queryable.ts";

export interface Writes {
  /** Calls `wrote` after each commit and after single statements that write. Returns a function that stops it. */
  onWrite(wrote: () => void): () => void;
  /** A transaction has committed. */
  committed(): void;
  /** A statement outside of a transaction has run. */
  ran(statement: Statement, result: pg.QueryResult): pg.QueryResult;
}

// A statement that may have written. `queue_job` is a function of ours.
const mayWrite = /\b(?:insert|update|delete|queue_job)\b/i;

/** Who wants to know that this process has written. */
export function openWrites(): Writes {
  const hearers = new Set<() => void>();
  const committed = () => {
    for (const hear of hearers) hear();
  };
  return {
    onWrite(wrote) {
      hearers.add(wrote);
      return () => hearers.delete(wrote);
    },
    committed,
    ran(statement, result) {
      if (mayWrite.test(statement.text)) committed();
      return result;
    },
  };
}
