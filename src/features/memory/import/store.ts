import sql from "sql-template-tag";
import type { Queryable } from "../../../platform/database/queryable.ts";

/** Those of these ids that exchanges of the user have. */
export async function exchangesAmong(
  db: Queryable,
  userId: string,
  ids: readonly string[],
): Promise<Set<string>> {
  const rows = await db.query<{ id: string }>(
    sql`select id from interactions where user_id = ${userId} and id = any(${ids}::text[])`,
  );
  return new Set(rows.map(({ id }) => id));
}

/** The fact that holds now and has this hash of subject, attribute and value. */
export async function currentFactWith(
  tx: Queryable,
  userId: string,
  keyHash: Buffer,
): Promise<string | undefined> {
  const fact = await tx.maybe<{ id: string }>(
    sql`select id from facts where user_id = ${userId} and key_hash = ${keyHash} and forgotten_at is null and valid_to is null
        order by valid_from limit 1`,
  );
  return fact?.id;
}

/** Ends facts of these slots where the next one begins, if a slot has one value at a time. */
export async function endOverlaps(
  tx: Queryable,
  userId: string,
  slotHashes: readonly Buffer[],
): Promise<void> {
  await tx.execute(
    sql`update facts f set valid_to = n.next
        from (select id, lead(valid_from) over (partition by slot_hash order by valid_from, created_at, id) as next from facts
              where user_id = ${userId} and forgotten_at is null and single and slot_hash = any(${slotHashes}::bytea[])
                and (valid_to is null or valid_to > valid_from)) n
        where f.user_id = ${userId} and f.id = n.id and (f.valid_to is null or f.valid_to > n.next)`,
  );
}
