import type { Queryable } from "../platform/database/queryable.ts";
import type { Secret } from "../platform/secret.ts";

/** The secret that sealed what is there, and the one that takes its place. */
export interface Succession {
  from: Secret;
  to: Secret;
  at: Date;
}

/** Moves what one part of the server sealed to another secret, in a transaction. Returns how many rows it changed. */
export type Reseal = (tx: Queryable, succession: Succession) => Promise<number>;

const rowsAtATime = 1_000;

/** Changes all rows of a table in pages. `read` returns those after one of them in the order of their key. */
export async function resealRows<Row, Key>(
  read: (after: Key | undefined, limit: number) => Promise<Row[]>,
  keyOf: (row: Row) => Key,
  write: (rows: Row[]) => Promise<unknown>,
): Promise<number> {
  let resealed = 0;
  for (let after: Key | undefined; ; ) {
    const rows = await read(after, rowsAtATime);
    if (rows.length > 0) await write(rows);
    resealed += rows.length;
    const last = rows.at(-1);
    if (last === undefined || rows.length < rowsAtATime) return resealed;
    after = keyOf(last);
  }
}
