import { raw, type Sql } from "sql-template-tag";

/** SQL for a timestamptz column as the wire shows it: unix milliseconds, arriving as a number. */
export const unixMs = (column: string): Sql => raw(`round(date_part('epoch', ${column}) * 1000)`);
