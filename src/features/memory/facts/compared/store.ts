import sql from "sql-template-tag";
import { prepared, type Queryable } from "../../../../platform/database/queryable.ts";
import { type FactRow, factColumns } from "../store.ts";

/** Hashes of the facts that something new is compared with. */
export interface Compared {
  /** Of subjects and attributes. */
  slots: readonly Buffer[];
  /** Those of them that have one value at a time. */
  singleSlots: readonly Buffer[];
  /** Of facts with the same value. */
  keys: readonly Buffer[];
  /** Of the same value, where a correction replaced it. */
  replaced: readonly Buffer[];
}

/**
 * The facts that decide what a fact said at `at` changes: those with its value, corrections that replaced its value, and, if
 * there is one value at a time, those that hold at `at` or later. The thousands of other things that a person likes are not read.
 */
export function comparedFacts(
  db: Queryable,
  userId: string,
  { slots, singleSlots, keys, replaced }: Compared,
  at: Date,
): Promise<FactRow[]> {
  return db.query<FactRow>(
    prepared(
      "facts-compared",
      // Each select reads one index. Facts from before replaced_hash was kept have none, so all corrected ones are read.
      sql`select ${factColumns} from facts
          where user_id = ${userId} and forgotten_at is null and id in (
            select id from facts where user_id = ${userId} and key_hash = any(${keys}::bytea[])
            union all
            select id from facts where user_id = ${userId} and slot_hash = any(${singleSlots}::bytea[])
              and coalesce(valid_to, 'infinity') >= ${at}
            union all
            select id from facts where user_id = ${userId} and slot_hash = any(${slots}::bytea[])
              and corrected_at is not null and replaced_hash = any(${replaced}::bytea[])
            union all
            select id from facts where user_id = ${userId} and slot_hash = any(${slots}::bytea[])
              and corrected_at is not null and replaced_hash is null)
          order by valid_from, created_at, id`,
    ),
  );
}

/** How many facts of a user `factsAt` returns at once. */
export const factsPage = 500;

/** What a correction may be about: the facts of a user that held at a time, newest first, from the one at `offset`. */
export function factsAt(db: Queryable, userId: string, at: Date, offset: number): Promise<FactRow[]> {
  return db.query<FactRow>(
    sql`select ${factColumns} from facts
        where user_id = ${userId} and forgotten_at is null and valid_from <= ${at} and (valid_to is null or valid_to > ${at})
        order by valid_from desc, created_at desc, id desc limit ${factsPage} offset ${offset}`,
  );
}

/** The versions of the key that hashed a user's forgotten facts. */
export async function forgottenVersions(db: Queryable, userId: string): Promise<number[]> {
  const rows = await db.query<{ version: number }>(
    sql`select distinct forgotten_key_version as version from facts where user_id = ${userId} and forgotten_at is not null`,
  );
  return rows.map(({ version }) => version);
}

/** When the facts with these hashes were forgotten, by hash in hex. */
export async function forgottenAt(
  db: Queryable,
  userId: string,
  keys: readonly Buffer[],
): Promise<Map<string, Date>> {
  const rows = await db.query<{ key: string; at: Date }>(
    sql`select encode(key_hash, 'hex') as key, max(forgotten_at) as at from facts
        where user_id = ${userId} and forgotten_at is not null and key_hash = any(${keys}::bytea[]) group by key_hash`,
  );
  return new Map(rows.map(({ key, at }) => [key, at]));
}
