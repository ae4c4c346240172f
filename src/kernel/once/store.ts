import sql from "sql-template-tag";
import type { Queryable } from "../../platform/database/queryable.ts";

export interface IdempotentCall {
  keySha256: Buffer;
  organizationId: number;
  requestSha256: Buffer;
  attempt: string;
  startedAt: Date;
}

/** Claims a key for a call. False if it is taken by one that runs or has ended, unless that began before `takenOver`. */
export async function claimCall(db: Queryable, call: IdempotentCall, takenOver: Date): Promise<boolean> {
  const claimed = await db.execute(
    sql`insert into idempotent_calls as c (key_sha256, organization_id, request_sha256, attempt, started_at)
        values (${call.keySha256}, ${call.organizationId}, ${call.requestSha256}, ${call.attempt}, ${call.startedAt})
        on conflict (key_sha256) do update set
          request_sha256 = excluded.request_sha256, attempt = excluded.attempt, started_at = excluded.started_at
        where c.answer is null and c.started_at < ${takenOver}`,
  );
  return claimed === 1;
}

export interface EarlierCall {
  requestSha256: Buffer;
  answer: Buffer | null;
}

export function earlierCall(db: Queryable, keySha256: Buffer): Promise<EarlierCall | undefined> {
  return db.maybe<EarlierCall>(
    sql`select request_sha256 as "requestSha256", answer from idempotent_calls where key_sha256 = ${keySha256}`,
  );
}

/** Stores the answer of a call. False if another attempt took it over. */
export async function storeAnswer(
  db: Queryable,
  { keySha256, attempt }: Pick<IdempotentCall, "keySha256" | "attempt">,
  answer: Buffer,
): Promise<boolean> {
  const stored = await db.execute(
    sql`update idempotent_calls set answer = ${answer} where key_sha256 = ${keySha256} and attempt = ${attempt}`,
  );
  return stored === 1;
}

/** Frees the key of a call that failed. */
export async function releaseCall(
  db: Queryable,
  { keySha256, attempt }: Pick<IdempotentCall, "keySha256" | "attempt">,
): Promise<void> {
  await db.execute(
    sql`delete from idempotent_calls where key_sha256 = ${keySha256} and attempt = ${attempt} and answer is null`,
  );
}

/** Forgets the answers of an organization, since some may be about a person who is erased. Running calls stay. */
export async function dropAnswers(db: Queryable, organizationId: number): Promise<void> {
  await db.execute(
    sql`delete from idempotent_calls where organization_id = ${organizationId} and answer is not null`,
  );
}

/** Deletes calls that began before a time, and the oldest of organizations that have more than `max`. */
export async function dropCalls(db: Queryable, before: Date, max: number): Promise<void> {
  await db.execute(sql`delete from idempotent_calls where started_at < ${before}`);
  await db.execute(
    sql`delete from idempotent_calls where key_sha256 in (
          select key_sha256 from (
            select key_sha256, row_number() over (partition by organization_id order by started_at desc) as nth
            from idempotent_calls) as numbered
          where nth > ${max})`,
  );
}

export interface StoredAnswer {
  keySha256: Buffer;
  answer: Buffer;
}

/** Answers of all organizations, in the order of their keys after one of them. */
export const answersAfter = (
  db: Queryable,
  after: Buffer | undefined,
  limit: number,
): Promise<StoredAnswer[]> =>
  db.query(sql`
    select key_sha256 as "keySha256", answer from idempotent_calls
    where answer is not null and key_sha256 > ${after ?? Buffer.alloc(0)} order by key_sha256 limit ${limit}`);

export const replaceAnswers = (db: Queryable, rows: readonly StoredAnswer[]): Promise<number> =>
  db.execute(sql`
    update idempotent_calls c set answer = u.answer
    from unnest(${rows.map(({ keySha256 }) => keySha256)}::bytea[], ${rows.map(({ answer }) => answer)}::bytea[]) as u(key, answer)
    where c.key_sha256 = u.key`);
