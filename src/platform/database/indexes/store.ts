import pg from "pg";
import sql, { raw } from "sql-template-tag";
import type { Queryable } from "../queryable.ts";

export interface IndexName {
  /** As a statement names it. */
  name: string;
  /** Whether it is what a rebuild left that was broken off. */
  isLeftover: boolean;
}

const ours = sql`
  select i.indexrelid, format('%I.%I', n.nspname, c.relname) as name, c.relname ~ '_cc(new|old)\\d*$' as "isLeftover"
  from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in (current_schema(), 'graphile_worker')`;

/** Indexes that Postgres does not use or does not keep. */
export const invalidIndexes = (db: Queryable): Promise<IndexName[]> =>
  db.query(
    sql`select name, "isLeftover" from (${ours} and not (i.indisvalid and i.indisready)) o order by name`,
  );

const notAllowed = ["42501", "0A000", "58P01"];

/**
 * B-tree indexes that contradict their tables, with Postgres' reason. Undefined where this cannot be found out: that takes the
 * extension amcheck and a superuser. `content`: also whether each row of the table is in the index.
 */
export async function damagedIndexes(
  pool: pg.Pool,
  { content }: { content: boolean },
): Promise<{ name: string; reason: string }[] | undefined> {
  const client = await pool.connect();
  const damaged: { name: string; reason: string }[] = [];
  try {
    await client.query("begin; set local statement_timeout = 0");
    // Undone at the end, unless it was there.
    await client.query("create extension if not exists amcheck");
    const { rows } = await client.query<{ oid: string; name: string }>(sql`
      select o.indexrelid::text as oid, o.name from (${ours} and i.indisvalid and i.indisready
        and c.relam = (select oid from pg_am where amname = 'btree') and c.relpersistence = 'p') o order by name`);
    for (const { oid, name } of rows) {
      await client.query("savepoint one");
      const reason = await client.query("select bt_index_check($1::oid::regclass, $2)", [oid, content]).then(
        () => undefined,
        (error: pg.DatabaseError) => error,
      );
      await client.query("rollback to one; release one");
      if (reason && notAllowed.includes(reason.code ?? "")) return undefined;
      if (reason) damaged.push({ name, reason: reason.message });
    }
    return damaged;
  } catch (error) {
    if (error instanceof pg.DatabaseError && notAllowed.includes(error.code ?? "")) return undefined;
    throw error;
  } finally {
    await client.query("rollback").catch(() => {});
    client.release(true);
  }
}

/** Rebuilds an index while its table is used. */
export async function rebuildIndex(pool: pg.Pool, { name, isLeftover }: IndexName): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("set statement_timeout = 0");
    const statement = isLeftover ? `drop index concurrently ${name}` : `reindex index concurrently ${name}`;
    await client.query(sql`${raw(statement)}`);
  } finally {
    client.release(true);
  }
}
