import { makeWorkerUtils } from "graphile-worker";
import sql from "sql-template-tag";
import { failExhausted } from "../../features/library/assets/process/process.ts";
import type { Services } from "../../main/services-type.ts";

/**
 * Frees the jobs of processes that are gone: a job is locked in the name of its process, and that has no connection to this
 * database any more. (The queue by itself would wait four hours.) Then gives up what has used all its attempts.
 */
export async function recoverJobs(services: Services): Promise<void> {
  const { database, clock } = services;
  const orphaned = await database.query<{ process: string }>(
    sql`select distinct locked_by as process from graphile_worker._private_jobs
        where locked_by is not null
          and not exists (select 1 from pg_stat_activity
                          where datname = current_database() and application_name = locked_by)`,
  );
  if (orphaned.length > 0) {
    const utils = await makeWorkerUtils({ pgPool: database.pool });
    try {
      await utils.forceUnlockWorkers(orphaned.map(({ process }) => process));
    } finally {
      await utils.release();
    }
  }
  await failExhausted(database, clock.now());
}
