import { readFile } from "node:fs/promises";
import pg from "pg";
import sql, { raw } from "sql-template-tag";
import { migrationsOf, openLoad, sequencesIn, tablesIn } from "../../src/platform/backup/store.ts";
import type { Database } from "../../src/platform/database/database.ts";
import type { Queryable } from "../../src/platform/database/queryable.ts";
import type { Keys } from "./furnish.ts";

interface Release {
  keys: Keys;
  migrations: { name: string; sha256: string }[];
}

/** A database's data as SQL, for tables that the migrations named in its first line have made. */
export async function releaseSql(db: Queryable, keys: Keys): Promise<string> {
  const migrations = (await migrationsOf(db)).map(({ name, sha256 }) => ({ name, sha256 }));
  const lines = [`-- ${JSON.stringify({ keys, migrations } satisfies Release)}`];
  for (const { name, columns } of await tablesIn(db)) {
    const list = columns.map((column) => pg.escapeIdentifier(column)).join(", ");
    const rows = await db.query<{ row: string }>(
      sql`select to_jsonb(t)::text as row from (select ${raw(list)} from ${raw(pg.escapeIdentifier(name))}) t order by 1`,
    );
    for (const { row } of rows)
      lines.push(
        `insert into ${name} (${list}) overriding system value select ${list} from jsonb_populate_record(null::${name}, ${pg.escapeLiteral(row)});`,
      );
  }
  for (const { name, value } of await sequencesIn(db)) lines.push(`select setval('${name}', ${value});`);
  return `${lines.join("\n")}\n`;
}

export async function readRelease(file: URL): Promise<Release & { data: string }> {
  const text = await readFile(file, "utf8");
  const [first = "", ...rest] = text.split("\n");
  return { ...(JSON.parse(first.slice(3)) as Release), data: rest.join("\n") };
}

/** Fills the tables of a version with its data. */
export async function loadRelease(database: Database, data: string): Promise<void> {
  const load = await openLoad(database.sessions);
  try {
    await load.execute(sql`${raw(data)}`);
    await load.commit();
  } finally {
    load.close();
  }
}

/** The rows of all tables, with the columns that they have now. */
export async function rowsOf(
  db: Queryable,
  tables: Awaited<ReturnType<typeof tablesIn>>,
): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {};
  for (const { name, columns } of tables) {
    const list = columns.map((column) => pg.escapeIdentifier(column)).join(", ");
    found[name] = await db.query(
      sql`select to_jsonb(t)::text as row from (select ${raw(list)} from ${raw(pg.escapeIdentifier(name))}) t order by 1`,
    );
  }
  return found;
}
