import sql, { type Sql } from "sql-template-tag";
import type { Queryable } from "../../../platform/database/queryable.ts";

export interface OwnedUser {
  id: string;
  organizationId: number;
}

const usersAtATime = 500;

/** The users of all tenants. */
export async function* allUsers(db: Queryable): AsyncIterable<OwnedUser> {
  for (let after = ""; ; ) {
    const rows = await db.query<OwnedUser>(
      sql`select id, organization_id as "organizationId" from memory_users where id > ${after} order by id limit ${usersAtATime}`,
    );
    yield* rows;
    if (rows.length < usersAtATime) return;
    after = rows.at(-1)?.id ?? after;
  }
}

export const countUsers = async (db: Queryable): Promise<number> =>
  (await db.one<{ users: number }>(sql`select count(*)::int as users from memory_users`)).users;

const counted = (userId: string): Sql => sql`
  select u.id, u.buffered, u.next_ordinal,
    (select count(*)::int from interactions i where i.user_id = u.id and i.buffered) as is_buffered,
    (select coalesce(max(ordinal) + 1, 0) from interactions i where i.user_id = u.id) as is_next
  from memory_users u where u.id = ${userId}`;

/** Whether a user's own counts, and those of the conversations, are what the exchanges say. */
export async function areCountsRight(db: Queryable, userId: string): Promise<boolean> {
  const { wrong } = await db.one<{ wrong: boolean }>(sql`
    select exists (select from (${counted(userId)}) u where buffered <> is_buffered or next_ordinal < is_next)
      or exists (select from conversations c where c.user_id = ${userId} and c.message_count <>
                   (select count(*) from interactions i where i.conversation_id = c.id)) as wrong`);
  return !wrong;
}

/** Counts again. The user is locked. `erasures` tells processes that what they remember of the user is outdated. */
export async function countAgain(tx: Queryable, userId: string): Promise<void> {
  await tx.execute(sql`
    update memory_users u set buffered = t.is_buffered, next_ordinal = greatest(u.next_ordinal, t.is_next), erasures = erasures + 1
    from (${counted(userId)}) t where u.id = t.id`);
  await tx.execute(sql`
    update conversations c set message_count = (select count(*) from interactions i where i.conversation_id = c.id)
    where c.user_id = ${userId}`);
}

/** Tells processes that what they remember of a user is outdated. The user is locked. */
export async function outdate(tx: Queryable, userId: string): Promise<void> {
  await tx.execute(sql`update memory_users set erasures = erasures + 1 where id = ${userId}`);
}

export const postingBlocks = (
  db: Queryable,
  userId: string,
): Promise<{ term: Buffer; block: number; data: Buffer }[]> =>
  db.query(sql`select term, block, data from memory_postings where user_id = ${userId}`);

/** Exchanges that should be in the index, in their order after one of them. */
export const indexedAfter = (
  db: Queryable,
  userId: string,
  ordinal: number,
  limit: number,
): Promise<{ ordinal: number; terms: Buffer }[]> =>
  db.query(sql`
    select ordinal, terms from interactions where user_id = ${userId} and not buffered and ordinal > ${ordinal}
    order by ordinal limit ${limit}`);
