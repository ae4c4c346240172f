import { makeWorkerUtils } from "graphile-worker";
import sql from "sql-template-tag";
import { failExhausted } from "../assets/process.ts";
import type { Services } from "../services.ts";

/**
 * Frees the jobs of processes that are gone: their worker's name holds a process that has no connection to this
 * database any more. (The queue by itself would wait four hours.) Then gives up what has used all its attempts.
 */
export async function recoverJobs(services: Services): Promise<void> {
  const { database, clock } = services;
  const orphaned = await database.query<{ workerId: string }>(
    sql`select distinct locked_by as "workerId" from graphile_worker._private_jobs
        where locked_by is not null
          and not exists (select 1 from pg_stat_activity
                          where datname = current_database() and application_name = split_part(locked_by, ':', 1))`,
  );
  if (orphaned.length > 0) {
    const utils = await makeWorkerUtils({ pgPool: database.pool });
    try {
      await utils.forceUnlockWorkers(orphaned.map(({ workerId }) => workerId));
    } finally {
      await utils.release();
    }
  }
  await failExhausted(database, clock.now());
}
