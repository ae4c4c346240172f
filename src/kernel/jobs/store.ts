import sql from "sql-template-tag";
import type { Queryable } from "../../platform/database/queryable.ts";
import type { Period } from "../job.ts";

/** By how much the clock may move between two looks before it is in doubt, and how long it stays so. */
const jump = sql`interval '1 day'`;

export interface ClockLook {
  /**
   * How far the database's clock moved since the last look, in seconds, when that is over a day; negative when back.
   */
  jumpedSeconds: number | null;
  /** Until when nothing is erased by age. */
  heldUntil: Date | null;
}

/** Looks at the database's clock, and remembers the look. */
export async function lookAtClock(db: Queryable): Promise<ClockLook> {
  const look = await db.maybe<ClockLook>(sql`
    with before as (select seen_at from clock_looks for update)
    update clock_looks set
      seen_at = now(),
      held_until = case
        when abs(extract(epoch from now() - before.seen_at)) > extract(epoch from ${jump}) then now() + ${jump}
        when held_until > now() then held_until end
    from before
    returning held_until as "heldUntil",
      case when abs(extract(epoch from now() - before.seen_at)) > extract(epoch from ${jump})
        then extract(epoch from now() - before.seen_at)::float8 end as "jumpedSeconds"`);
  if (look) return look;
  await db.query(sql`insert into clock_looks (seen_at) values (now()) on conflict do nothing`);
  return { jumpedSeconds: null, heldUntil: null };
}

/**
 * Queues the periodic jobs whose period has begun since they were last queued, once for all processes. A slot in the
 * future, left by a clock that was ahead, counts as another slot. Returns their names.
 */
export async function queueDue(
  db: Queryable,
  periods: readonly ({ name: string } & Period)[],
): Promise<string[]> {
  const due = await db.query<{ name: string }>(sql`
    with due as (
      insert into schedules (name, slot)
      select name, date_bin(make_interval(mins => minutes), now(), timestamptz '2000-01-01 00:00Z' + make_interval(mins => past))
      from unnest(${periods.map(({ name }) => name)}::text[], ${periods.map(({ minutes }) => minutes)}::int[],
        ${periods.map(({ past }) => past)}::int[]) as p(name, minutes, past)
      on conflict (name) do update set slot = excluded.slot where schedules.slot <> excluded.slot
      returning name)
    select name, graphile_worker.add_job(name, job_key => 'schedule ' || name) from due`);
  return due.map(({ name }) => name);
}

/** Takes up jobs that a clock which was ahead put off by more than a day. */
export async function hurryPutOffJobs(db: Queryable): Promise<void> {
  await db.query(sql`
    select graphile_worker.reschedule_jobs(
      array(select id from graphile_worker.jobs where locked_at is null and run_at > now() + ${jump}), run_at => now())`);
}

export interface LockedJob {
  id: string;
  attempts: number;
  /** Whether it was locked longer ago than asked. */
  old: boolean;
}

/** The jobs that a process has locked. */
export function lockedJobs(db: Queryable, process: string, oldMs: number): Promise<LockedJob[]> {
  return db.query(
    sql`select id::text as id, attempts, locked_at < now() - ${oldMs}::float8 * interval '1 millisecond' as old
        from graphile_worker.jobs where locked_by = ${process}`,
  );
}

/** Unlocks jobs that a process has locked, and their queues, as if it had not tried them. */
export async function returnJobs(db: Queryable, process: string, ids: readonly string[]): Promise<void> {
  await db.query(
    sql`with returned as (
          update graphile_worker._private_jobs set attempts = greatest(0, attempts - 1), locked_by = null, locked_at = null
          where id = any(${ids}::bigint[]) and locked_by = ${process} returning job_queue_id)
        update graphile_worker._private_job_queues q set locked_by = null, locked_at = null
        from returned where q.id = returned.job_queue_id and q.locked_by = ${process}`,
  );
}

export interface JobKind {
  name: string;
  /** Due and not running. */
  waiting: number;
  running: number;
  /** Out of attempts. */
  exhausted: number;
  /** How long the oldest due job has waited. */
  oldestSeconds: number;
}

/** How many jobs of each kind there are. */
export function jobBacklog(db: Queryable): Promise<JobKind[]> {
  return db.query<JobKind>(sql`
    select task_identifier as name,
      count(*) filter (where due)::int as waiting,
      count(*) filter (where locked_at is not null)::int as running,
      count(*) filter (where locked_at is null and attempts >= max_attempts)::int as exhausted,
      coalesce(extract(epoch from now() - min(run_at) filter (where due)), 0)::float8 as "oldestSeconds"
    from (select *, locked_at is null and attempts < max_attempts and run_at <= now() as due from graphile_worker.jobs) j
    group by 1`);
}

export interface NamedJob {
  id: string;
  name: string;
}

const named = sql`select id::text as id, task_identifier as name from graphile_worker.jobs`;

/** Jobs locked by processes that have no connection to this database. */
export const orphanedJobs = (db: Queryable): Promise<NamedJob[]> =>
  db.query(sql`
    ${named} where locked_by is not null and not exists (
      select from pg_stat_activity where datname = current_database() and application_name = locked_by)
    order by jobs.id`);

/** Jobs that are out of attempts. */
export const exhaustedJobs = (db: Queryable): Promise<NamedJob[]> =>
  db.query(sql`${named} where locked_at is null and attempts >= max_attempts order by jobs.id`);

/** Jobs that have been due for so long and are not running. */
export const lateJobs = (db: Queryable, lateMs: number): Promise<NamedJob[]> =>
  db.query(sql`
    ${named} where locked_at is null and attempts < max_attempts
      and run_at < now() - ${lateMs}::float8 * interval '1 millisecond' order by jobs.id`);

/** Gives jobs all their attempts again, from now on. */
export async function retryJobs(db: Queryable, ids: readonly string[]): Promise<void> {
  await db.query(
    sql`select id from graphile_worker.reschedule_jobs(${ids}::bigint[], run_at => now(), attempts => 0)`,
  );
}
