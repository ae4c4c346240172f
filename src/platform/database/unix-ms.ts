import { raw, type Sql } from "sql-template-tag";

/** SQL: a timestamptz column as unix milliseconds, which arrive as a number. */
export const unixMs = (column: string): Sql => raw(`round(date_part('epoch', ${column}) * 1000)`);
