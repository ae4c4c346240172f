import sql from "sql-template-tag";
import { expect, vi } from "vitest";
import type { Queryable } from "../../src/platform/database/queryable.ts";

/** Waits until all queued jobs of a task are done. */
export async function jobsDone(database: Queryable, task: string): Promise<void> {
  await vi.waitFor(async () => {
    const left = await database.query(
      sql`select 1 from graphile_worker.jobs where task_identifier = ${task}`,
    );
    expect(left).toEqual([]);
  }, 30_000);
}
