import sql from "sql-template-tag";
import type { Queryable } from "../storage/queryable.ts";

/** Queues the deletion of blob folders, in the transaction that ends the rows they belonged to. */
export async function deleteBlobsLater(tx: Queryable, blobs: readonly string[]): Promise<void> {
  if (blobs.length === 0) return;
  await tx.query(
    sql`select graphile_worker.add_job('delete_blob', json_build_object('blob', blob)) from unnest(${blobs}::text[]) as blob`,
  );
}

/** Queues the flush of a user's buffer; asked for several times before it runs, it runs once. */
export async function addFlushJob(db: Queryable, userId: string): Promise<void> {
  await db.query(
    sql`select graphile_worker.add_job('flush_memory', json_build_object('userId', ${userId}::text), job_key => ${`flush ${userId}`})`,
  );
}

/** Queues a reminder for each of these organizations. */
export async function addReminderJobs(
  tx: Queryable,
  days: number,
  organizationIds: readonly number[],
): Promise<void> {
  await tx.query(
    sql`select graphile_worker.add_job('send_reminder', json_build_object('organizationId', id, 'days', ${days}::int))
        from unnest(${organizationIds}::bigint[]) as id`,
  );
}
