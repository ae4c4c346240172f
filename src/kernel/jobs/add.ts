import sql from "sql-template-tag";
import type { Queryable } from "../../platform/database/queryable.ts";

/** Queues the deletion of blob folders, in the transaction that ends the rows they belonged to. */
export async function deleteBlobsLater(tx: Queryable, blobs: readonly string[]): Promise<void> {
  if (blobs.length === 0) return;
  await tx.query(
    sql`select graphile_worker.add_job('delete_blob', json_build_object('blob', blob)) from unnest(${blobs}::text[]) as blob`,
  );
}

/** Queues the flush of a user's buffer, a second from now: a busy user's full buffers are moved together, once. */
export async function addFlushJob(db: Queryable, userId: string): Promise<void> {
  await db.query(
    sql`select graphile_worker.add_job('flush_memory', json_build_object('userId', ${userId}::text), job_key => ${flushJob(userId)},
          job_key_mode => 'preserve_run_at', run_at => now() + '1 second')`,
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

// A model that is away for a while is tried again for about an hour.
const learnAttemptsMax = 8;

/** Queues the drawing of facts from exchanges; one that is queued already stays queued once. */
export async function addLearnJobs(
  db: Queryable,
  exchanges: readonly { id: string; organizationId: number }[],
): Promise<void> {
  await db.query(
    sql`select graphile_worker.add_job('learn_facts', json_build_object('interactionId', u.id, 'organizationId', u.organization),
          job_key => 'learn ' || u.id, job_key_mode => 'unsafe_dedupe', max_attempts => ${learnAttemptsMax})
        from unnest(${exchanges.map(({ id }) => id)}::text[], ${exchanges.map((e) => e.organizationId)}::bigint[]) as u(id, organization)`,
  );
}

/** Queues the move of users to their tenant's newest key. */
export async function addRotationJobs(db: Queryable, organizationId: number): Promise<void> {
  await db.query(
    sql`select graphile_worker.add_job('rotate_user', json_build_object('organizationId', u.organization_id, 'userId', u.id),
          job_key => 'rotate ' || u.id)
        from memory_users u join tenants t using (organization_id)
        where u.organization_id = ${organizationId} and u.key_version < t.key_version`,
  );
}

const flushJob = (userId: string) => `flush ${userId}`;

/** The keys that a user's jobs are queued under. */
export const jobsOfUser = (userId: string): string[] => [
  flushJob(userId),
  `rotate ${userId}`,
  `embed ${userId}`,
];

/** The key that the drawing of an exchange's facts is queued under. */
export const learnJob = (interactionId: string): string => `learn ${interactionId}`;

/** The key that a webhook's delivery is queued under. */
export const webhookJob = (deliveryId: string): string => `webhook ${deliveryId}`;

/** Takes queued jobs back, in the transaction that ends what they are about: their payloads name it. */
export async function dropJobs(tx: Queryable, keys: readonly string[]): Promise<void> {
  await tx.query(sql`select graphile_worker.remove_job(key) from unnest(${keys}::text[]) as key`);
}

/** Queues the embedding of what users said; one that is queued already stays queued once. */
export async function addEmbedJobs(
  db: Queryable,
  users: readonly { userId: string; organizationId: number }[],
): Promise<void> {
  await db.query(
    sql`select graphile_worker.add_job('embed_user', json_build_object('userId', u.id, 'organizationId', u.organization),
          job_key => 'embed ' || u.id, job_key_mode => 'unsafe_dedupe')
        from unnest(${users.map(({ userId }) => userId)}::text[], ${users.map((u) => u.organizationId)}::bigint[]) as u(id, organization)`,
  );
}

/** Queues the removal of an organization that has ended. */
export async function addRemovalJob(tx: Queryable, organizationId: number): Promise<void> {
  await tx.query(
    sql`select graphile_worker.add_job('remove_organization', json_build_object('organizationId', ${organizationId}::bigint),
          job_key => ${`remove ${organizationId}`})`,
  );
}
