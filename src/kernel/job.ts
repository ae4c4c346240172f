import sql, { empty, type Sql } from "sql-template-tag";
import type { z } from "zod";
import type { Queryable } from "../platform/database/queryable.ts";

export interface JobOptions<Payload> {
  /** The task identifier of queued jobs. */
  name: string;
  payload: z.ZodType<Payload>;
  /** At most one job is queued per key, `<prefix> <payload[field]>`. Jobs may have none. */
  key?: {
    prefix: string;
    field: keyof Payload & string;
    /**
     * What happens when a job with the key is already queued. `replace` (default): the new job replaces it.
     * `preserve_run_at`: the new job replaces it and keeps its time. `unsafe_dedupe`: the old job stays, also when
     * running.
     */
    mode?: "replace" | "preserve_run_at" | "unsafe_dedupe";
  };
  /** How long to wait before the first run. Default: 0. */
  delayMs?: number;
  /** The job fails after so many attempts. Default: 25. */
  attemptsMax?: number;
}

/** A background job's name, payload and key. Declared separately from its handler, so that stores can queue it. */
export interface Job<Payload> extends JobOptions<Payload> {
  /** The key of a payload with this field value. */
  keyOf(id: string | number): string;
}

export const defineJob = <Payload extends object>(options: JobOptions<Payload>): Job<Payload> => ({
  ...options,
  keyOf: (id) => `${prefixOf(options)} ${id}`,
});

function prefixOf({ name, key }: Pick<JobOptions<never>, "name" | "key">): string {
  if (!key) throw new Error(`Jobs named ${name} have no key`);
  return key.prefix;
}

/** Queues a job for each payload, in the caller's transaction. */
export async function addJobs<Payload extends object>(
  db: Queryable,
  job: Job<Payload>,
  payloads: readonly Payload[],
  /** In the order of `payloads`. */
  { queues, priorities }: { queues?: readonly string[]; priorities?: readonly number[] } = {},
): Promise<void> {
  if (payloads.length === 0) return;
  const { key } = job;
  const keys = payloads.map((payload) => (key ? job.keyOf(payload[key.field] as string | number) : null));
  const one = addJobSql(job, {
    payload: sql`p.payload`,
    key: sql`p.key`,
    ...(queues && { queue: sql`p.queue` }),
    ...(priorities && { priority: sql`p.priority` }),
  });
  await db.query(
    sql`select ${one} from unnest(${payloads.map((payload) => JSON.stringify(payload))}::json[], ${keys}::text[], ${queues ?? keys}::text[],
          ${priorities ?? payloads.map(() => 0)}::int[]) as p(payload, key, queue, priority)`,
  );
}

interface JobSql {
  payload: Sql;
  key?: Sql;
  /** The name of a queue. Jobs of one queue run one after another. */
  queue?: Sql;
  /** Lower numbers run first, whenever they were queued. */
  priority?: Sql;
  delayMs?: number;
}

/** SQL that queues a job inside a larger statement. Workers are notified after the commit (platform/database/notices.ts). `key` is the whole key, see `keySql`. */
export function addJobSql<Payload>(
  { name, key, delayMs, attemptsMax }: Job<Payload>,
  { payload, key: jobKey, queue, priority, delayMs: after = delayMs }: JobSql,
): Sql {
  return sql`queue_job(${name}, ${payload}, job_key => ${jobKey ?? sql`null`}, job_key_mode => ${key?.mode ?? "replace"},
    max_attempts => ${attemptsMax ?? null}${queue ? sql`, queue_name => ${queue}` : empty}${priority ? sql`, priority => ${priority}` : empty}${
      after === undefined ? empty : sql`, run_at => now() + ${after}::float8 * interval '1 millisecond'`
    })`;
}

/** SQL: the key of a job with this field value. */
export const keySql = (job: Pick<Job<never>, "name" | "key">, field: Sql): Sql =>
  sql`${`${prefixOf(job)} `} || ${field}`;

/** Removes queued jobs, in the caller's transaction. Keys come from `keyOf`. */
export async function dropJobs(tx: Queryable, keys: readonly string[]): Promise<void> {
  await tx.query(sql`select graphile_worker.remove_job(key) from unnest(${keys}::text[]) as key`);
}

export interface Attempt {
  /** Whether this is the last attempt. */
  isLast: boolean;
}

/** A job with the function that runs it, which must be safe to repeat after a crash. */
// biome-ignore lint/suspicious/noExplicitAny: a list of jobs names no services; each job says which it needs
export interface JobHandler<Services = any> {
  name: string;
  /** How often it runs by itself. */
  period?: Period;
  /** It acts on the age of things, such as erasing: it does not run while the clock is in doubt. */
  byAge?: true;
  /** Also runs when a process starts. */
  atStart?: true;
  /**
   * The worker pool of jobs that wait, for other servers or for their turn to decode. Each pool has its own workers, so that
   * one kind of waiting delays no other. Default: the pool of jobs that do not wait.
   */
  pool?: string;
  run(services: Services, payload: unknown, attempt: Attempt): Promise<void>;
}

type HandlerOptions = Pick<JobHandler, "pool" | "atStart" | "byAge">;

/** Binds a job to its function. An invalid payload throws. */
export const handle = <Services, Payload extends object>(
  job: Job<Payload>,
  run: (services: Services, payload: Payload, attempt: Attempt) => Promise<void>,
  options: HandlerOptions = {},
): JobHandler<Services> => ({
  name: job.name,
  ...options,
  run: (services, payload, attempt) => run(services, job.payload.parse(payload), attempt),
});

/** A length in minutes, beginning so many minutes past midnight UTC. */
export interface Period {
  minutes: number;
  past: number;
}

export const minutely: Period = { minutes: 1, past: 0 };
export const hourly = (minute: number): Period => ({ minutes: 60, past: minute });
export const daily = (hour: number, minute: number): Period => ({
  minutes: 24 * 60,
  past: hour * 60 + minute,
});

/** A job without payload that runs on a schedule. */
export const schedule = <Services>(
  name: string,
  period: Period,
  run: (services: Services) => Promise<void>,
  options: HandlerOptions = {},
): JobHandler<Services> => ({ name, period, ...options, run: (services) => run(services) });
