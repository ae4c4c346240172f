import sql from "sql-template-tag";
import type { Queryable } from "../../src/platform/database/queryable.ts";

const groups: Record<string, readonly string[]> = {
  "assets, lists and search": ["assets", "asset_runs", "library_tags", "search_words", "search_vocabulary"],
  "organizations, libraries and keys": ["organizations", "libraries", "keys", "grants"],
  "exchanges and their index": ["interactions", "conversations", "memory_postings"],
  facts: ["facts"],
};

/** Bytes of tables with their indexes, by what they hold. */
export async function sizesOf(db: Queryable): Promise<Record<string, number>> {
  const sizes = await db.query<{ name: string; bytes: number }>(sql`
    select relname as name, pg_total_relation_size(oid) as bytes from pg_class
    where relkind = 'r' and relnamespace = current_schema()::regnamespace`);
  const known = new Map(sizes.map(({ name, bytes }) => [name, bytes]));
  return Object.fromEntries(
    Object.entries(groups).map(([what, tables]) => [
      what,
      tables.reduce((sum, table) => sum + (known.get(table) ?? 0), 0),
    ]),
  );
}
