import sql from "sql-template-tag";
import { expect, vi } from "vitest";
import type { Queryable } from "../../../src/platform/database/queryable.ts";

/** Waits until so many queries in this database wait for a lock. */
export async function lockAwaited(database: Queryable, queries = 1): Promise<void> {
  await vi.waitFor(async () => {
    const waiting = await database.query(
      sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    expect(waiting).toHaveLength(queries);
  }, 10_000);
}
