import sql, { empty, type Sql } from "sql-template-tag";
import type { z } from "zod";
import type { Queryable } from "../platform/database/queryable.ts";

export interface JobOptions<Payload> {
  /** The name that queued jobs carry. */
  name: string;
  payload: z.ZodType<Payload>;
  /** At most one job is queued under a key: `<prefix> <payload[field]>`. Without it, jobs have no key. */
  key?: {
    prefix: string;
    field: keyof Payload & string;
    /**
     * What happens to a job that is queued already. `replace` (when not given): the new one takes its place.
     * `preserve_run_at`: the same, at the old one's time. `unsafe_dedupe`: the old one stays, running ones included.
     */
    mode?: "replace" | "preserve_run_at" | "unsafe_dedupe";
  };
  /** How long after it was queued it runs; at once when not given. */
  delayMs?: number;
  /** After so many attempts it is given up; 25 when not given. */
  attemptsMax?: number;
}

/** A kind of background job: its name, payload and key. What runs it is bound by `handle`, so that stores can queue it. */
export interface Job<Payload> extends JobOptions<Payload> {
  /** The key that a payload with this field is queued under. */
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

/** Queues a job for each payload, in the transaction that it is about. */
export async function addJobs<Payload extends object>(
  db: Queryable,
  job: Job<Payload>,
  payloads: readonly Payload[],
): Promise<void> {
  if (payloads.length === 0) return;
  const { key } = job;
  const keys = payloads.map((payload) => (key ? job.keyOf(payload[key.field] as string | number) : null));
  const one = addJobSql(job, { payload: sql`p.payload`, key: sql`p.key` });
  await db.query(
    sql`select ${one} from unnest(${payloads.map((payload) => JSON.stringify(payload))}::json[], ${keys}::text[]) as p(payload, key)`,
  );
}

/** SQL that queues one job, for a statement that finds out what to queue. `key` is the whole key: see `keySql`. */
export function addJobSql<Payload>(
  { name, key, delayMs, attemptsMax }: Job<Payload>,
  {
    payload,
    key: jobKey,
    queue,
    delayMs: after = delayMs,
  }: { payload: Sql; key?: Sql; queue?: Sql; delayMs?: number },
): Sql {
  return sql`graphile_worker.add_job(${name}, ${payload}, job_key => ${jobKey ?? sql`null`}, job_key_mode => ${key?.mode ?? "replace"},
    max_attempts => ${attemptsMax ?? null}${queue ? sql`, queue_name => ${queue}` : empty}${
      after === undefined ? empty : sql`, run_at => now() + ${after}::float8 * interval '1 millisecond'`
    })`;
}

/** SQL: the key of a job whose field is this expression. */
export const keySql = (job: Pick<Job<never>, "name" | "key">, field: Sql): Sql =>
  sql`${`${prefixOf(job)} `} || ${field}`;

/** Takes queued jobs back, in the transaction that ends what they are about. Keys are those of `keyOf`. */
export async function dropJobs(tx: Queryable, keys: readonly string[]): Promise<void> {
  await tx.query(sql`select graphile_worker.remove_job(key) from unnest(${keys}::text[]) as key`);
}

export interface Attempt {
  /** Whether the job is given up when this attempt fails. */
  isLast: boolean;
}

/** A kind of job with what runs it. Safe to run again: a crash repeats it. */
// biome-ignore lint/suspicious/noExplicitAny: a list of jobs names no services; each job says which it needs
export interface JobHandler<Services = any> {
  name: string;
  /** How often it runs by itself. */
  period?: Period;
  /** It acts on the age of things, such as erasing: it does not run while the clock is in doubt. */
  byAge?: true;
  /** Runs when a process starts, too. */
  atStart?: true;
  /** It waits for other servers: it runs beside the other jobs, which it must not hold up. */
  waits?: true;
  run(services: Services, payload: unknown, attempt: Attempt): Promise<void>;
}

type HandlerOptions = Pick<JobHandler, "waits" | "atStart" | "byAge">;

/** Binds a kind of job to what runs it. A payload that does not fit is a bug. */
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

/** A job without payload that runs by the clock. */
export const schedule = <Services>(
  name: string,
  period: Period,
  run: (services: Services) => Promise<void>,
  options: HandlerOptions = {},
): JobHandler<Services> => ({ name, period, ...options, run: (services) => run(services) });
