import { makeWorkerUtils } from "graphile-worker";
import sql from "sql-template-tag";
import type { KernelServices } from "../services.ts";

/**
 * Unlocks the jobs of dead processes. A job is locked in the name of its process, and a dead process has no connection
 * to this database. Without this, graphile-worker waits four hours.
 */
export async function recoverJobs({ database }: Pick<KernelServices, "database">): Promise<void> {
  const orphaned = await database.query<{ process: string }>(
    sql`select distinct locked_by as process from graphile_worker.jobs
        where locked_by is not null
          and not exists (select 1 from pg_stat_activity
                          where datname = current_database() and application_name = locked_by)`,
  );
  if (orphaned.length === 0) return;
  const utils = await makeWorkerUtils({ pgPool: database.sessions });
  try {
    await utils.forceUnlockWorkers(orphaned.map(({ process }) => process));
  } finally {
    await utils.release();
  }
}
