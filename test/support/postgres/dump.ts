import sql, { raw } from "sql-template-tag";
import type { Queryable } from "../../../src/platform/database/queryable.ts";

/** All tables of a database with their contents, bytes as latin1: what a thief of the database could read. */
export async function dumpTables(database: Queryable): Promise<Map<string, string>> {
  const tables = await database.query<{ name: string }>(
    sql`select table_schema || '.' || quote_ident(table_name) as name from information_schema.tables
        where table_schema in ('public', 'graphile_worker') and table_type = 'BASE TABLE' order by 1`,
  );
  const dumped = new Map<string, string>();
  for (const { name } of tables) {
    const rows = await database.query<Record<string, unknown>>(sql`select * from ${raw(name)}`);
    dumped.set(name, rows.map(asText).toSorted().join("\n"));
  }
  return dumped;
}

const asText = (row: Record<string, unknown>) =>
  Object.values(row)
    .map((value) => (Buffer.isBuffer(value) ? value.toString("latin1") : JSON.stringify(value)))
    .join("\t");

/** The dump as one text. */
export const dump = async (database: Queryable): Promise<string> =>
  [...(await dumpTables(database)).values()].join("\n");
