import pg from "pg";
import sql, { join, raw, type Sql } from "sql-template-tag";
import type { Queryable } from "../database/queryable.ts";
import type { TableColumns } from "./store.ts";

/** A row as JSON: bytes are hex after `\x`, and times are ISO. */
export type Row = Record<string, unknown>;

const rowsAtOnce = 500;

const identifiers = (columns: readonly string[]): Sql =>
  join(columns.map((column) => raw(pg.escapeIdentifier(column))));

/** The rows of a table `t` that fit, within a transaction. One such list can be read at a time. */
export async function* rowsWhere(
  tx: Queryable,
  { name, columns }: TableColumns,
  { where, order }: { where: Sql; order: string },
): AsyncIterable<Row> {
  await tx.execute(
    sql`declare carried no scroll cursor for
        select to_jsonb(r) as row from (
          select ${identifiers(columns)} from ${raw(pg.escapeIdentifier(name))} t where ${where} order by ${raw(order)}) r`,
  );
  for (;;) {
    const some = await tx.query<{ row: Row }>(sql`fetch ${raw(String(rowsAtOnce))} from carried`);
    for (const { row } of some) yield row;
    if (some.length < rowsAtOnce) break;
  }
  await tx.execute(sql`close carried`);
}

/** Inserts rows with these columns. Others get their default. */
export function insertRows(
  tx: Queryable,
  name: string,
  columns: readonly string[],
  rows: readonly Row[],
): Promise<number> {
  const table = raw(pg.escapeIdentifier(name));
  return tx.execute(
    sql`insert into ${table} (${identifiers(columns)})
        select ${identifiers(columns)} from jsonb_populate_recordset(null::${table}, ${JSON.stringify(rows)}::jsonb)`,
  );
}

export const bytesOf = (value: unknown): Buffer => Buffer.from(String(value).slice(2), "hex");
export const asBytes = (value: Buffer): string => `\\x${value.toString("hex")}`;
