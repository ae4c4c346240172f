import sql from "sql-template-tag";
import type { Queryable } from "../../../platform/database/queryable.ts";

export async function notifyChanges(db: Queryable, notices: readonly string[]): Promise<void> {
  await db.execute(
    sql`select pg_notify('memory_changes', notice) from unnest(${notices}::text[]) as n(notice)`,
  );
}
