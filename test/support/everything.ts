import sql, { raw } from "sql-template-tag";
import type { TestApp } from "./app.ts";
import { storedIn } from "./stored.ts";

/** Digests of every table and file, without the keys' last uses, the counts of calls and what other processes are yet to hear. */
export async function everythingIn({ database, services }: TestApp): Promise<unknown> {
  const tables = await database.query<{ name: string }>(
    sql`select format('%I.%I', schemaname, tablename) as name from pg_tables
        where schemaname in ('public', 'graphile_worker') and tablename not in ('rate_windows', 'request_counts', 'notices') order by 1`,
  );
  const counted = await Promise.all(
    tables.map(({ name }) => {
      const row = raw(name === "public.keys" ? "(to_jsonb(t) - 'last_used_at')::text" : "t::text");
      return database.one(
        sql`select ${name} as name, count(*)::int as rows, md5(string_agg(${row}, ',' order by ${row})) as content
            from ${raw(name)} t`,
      );
    }),
  );
  return { counted, files: await storedIn(database, services.config.dataDir) };
}
